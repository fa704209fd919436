using System.Diagnostics;

namespace LineageAot.Tests.Support;

/// <summary>A file system of a test's own: read-only, or small. Made by root on Linux only; other runs skip these tests and say so.</summary>
internal sealed class Mount : IDisposable
{
    private readonly TempFolder folder = new();

    private Mount() => Directory.CreateDirectory(Path);

    public string Path => folder.File("mounted");

    /// <summary>The folder's content, but nothing can be written.</summary>
    public static Mount ReadOnly(string source)
    {
        var mount = new Mount();
        Run("mount", "-o", "bind", source, mount.Path).ShouldBe(0);
        Run("mount", "-o", "remount,bind,ro", mount.Path).ShouldBe(0);
        return mount;
    }

    /// <summary>An empty one with little room.</summary>
    public static Mount Small(int kibibytes)
    {
        var mount = new Mount();
        Run("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "tmpfs", mount.Path).ShouldBe(0);
        return mount;
    }

    /// <summary>Gives a small one another size; what lies in it stays.</summary>
    public void Resize(int kibibytes) => Run("mount", "-o", $"remount,size={kibibytes}k", Path).ShouldBe(0);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        Run("umount", Path).ShouldBe(0);
        folder.Dispose();
    }

    public static bool IsPossible()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return false;
        }

        using var folder = new TempFolder();
        return Run("mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", folder.Path) == 0 && Run("umount", folder.Path) == 0;
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}

/// <summary>A test that mounts a file system; skipped where that isn't possible.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MountFactAttribute : FactAttribute
{
    private static readonly bool IsPossible = Mount.IsPossible();

    public MountFactAttribute() => Skip = IsPossible ? null : "needs to mount a file system: root on Linux";
}

using System.Diagnostics;
using System.Text;

namespace LineageAot.Cli.Tests;

/// <summary>A folder of its own for one test, with the means to put strange things into it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("lineage-test-").FullName;

    public byte[] Bytes => Encoding.UTF8.GetBytes(Path);

    /// <summary>A file's time of change, long ago, so that it's trusted.</summary>
    public static DateTime LongAgo { get; } = new(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    public string At(string relative) => System.IO.Path.Combine(Path, relative);

    public string Write(string relative, string text) => Write(relative, Encoding.UTF8.GetBytes(text));

    public string Write(string relative, byte[] bytes, DateTime? modified = null)
    {
        var path = At(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, modified ?? LongAgo);
        return path;
    }

    /// <summary>Runs a shell script in the folder: the way to make what .NET can't.</summary>
    public void Shell(string script)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = Path, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The script ended with {process.ExitCode}: {errors}");
        }
    }

    public void Dispose()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.Delete(Path, recursive: true);
            return;
        }

        // rm, since .NET can't name what isn't UTF-8, nor what lies deeper than PATH_MAX.
        using var process = Process.Start(new ProcessStartInfo("rm", ["-rf", Path]))!;
        process.WaitForExit();
    }
}

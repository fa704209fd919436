namespace LineageAot.PackageTests.Support;

/// <summary>A test that links a native binary: skipped on a developer's machine that has no linker, never in CI.</summary>
public sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "Native binaries are tested on Linux.";
        }
        else if (Environment.GetEnvironmentVariable("CI") != "true" && !HasCompiler("gcc") && !HasCompiler("clang"))
        {
            Skip = "Needs gcc or clang, and zlib's headers: .ci/run installs them.";
        }
    }

    internal static bool HasCompiler(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));
}

namespace LineageAot.FaultTests.Support;

/// <summary>A test that kills a process at a system call: skipped where strace isn't, never in CI.</summary>
public sealed class StraceTheoryAttribute : TheoryAttribute
{
    public StraceTheoryAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "strace is Linux's.";
        }
        else if (Environment.GetEnvironmentVariable("CI") != "true" && !NativeFactAttribute.HasCompiler("strace"))
        {
            Skip = "Needs strace: .ci/run installs it.";
        }
    }
}

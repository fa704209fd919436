namespace LineageAot.FaultTests.Support;

/// <summary>A test that sends a process a signal.</summary>
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "Signals are Linux's.";
        }
    }
}

using System.Diagnostics;
using System.Globalization;

namespace LineageAot.Lineage;

/// <summary>Names a process, so that a run whose process died is known as dead before its lease has ended.</summary>
public static class RunOwner
{
    // Seconds. The system counts a process's start from its own start, and readers differ by a fraction.
    private const long StartTolerance = 2;

    /// <summary>This process: machine, process id, and when it started.</summary>
    public static string Current { get; } = Describe();

    /// <summary>Whether an owner is a process of this machine that isn't there any more.</summary>
    public static bool IsGone(string? owner)
    {
        if (owner is null || owner == Current)
        {
            return false;
        }

        var parts = owner.Split('/');
        if (parts.Length != 3 || parts[0] != Environment.MachineName || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return !long.TryParse(parts[2], CultureInfo.InvariantCulture, out var start) || Math.Abs(StartOf(process) - start) > StartTolerance;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It ended while it was looked at, or belongs to somebody else: then the lease decides.
            return error is InvalidOperationException;
        }
    }

    private static string Describe()
    {
        using var process = Process.GetCurrentProcess();
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{process.Id}/{StartOf(process)}");
    }

    private static long StartOf(Process process) => (long)(process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds;
}

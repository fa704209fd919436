using System.Runtime.InteropServices;
using LineageAot.Benchmarks.Peers;

namespace LineageAot.Benchmarks.Running;

/// <summary>What the figures were measured on.</summary>
internal static class Host
{
    public static string Describe(RunSettings settings)
    {
        var kind = settings.Quick ? "quick" : "full";
        return $"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {kind} run, {settings.Rounds} rounds | {Processor()}, {Environment.ProcessorCount} cores | "
            + $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture} | {RuntimeInformation.FrameworkDescription} | SQLite {SqliteFunctions.Version}";
    }

    private static string Processor()
    {
        if (!File.Exists("/proc/cpuinfo"))
            return RuntimeInformation.ProcessArchitecture.ToString();
        var line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal));
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':') + 1)..].Trim();
    }
}

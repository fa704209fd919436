using System.Reflection;
using System.Runtime.InteropServices;
using Dapper;
using LineageAot.Benchmarks.Peers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LineageAot.Benchmarks.Running;

/// <summary>What the figures were measured on.</summary>
internal static class Host
{
    public static string Describe(RunSettings settings)
    {
        var kind = settings.Size.ToString().ToLowerInvariant();
        return $"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {kind} run, {settings.Rounds} rounds | {Processor()}, {Environment.ProcessorCount} cores | "
            + $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture} | {RuntimeInformation.FrameworkDescription} | SQLite {SqliteFunctions.Version}, "
            + $"Microsoft.Data.Sqlite {VersionOf(typeof(SqliteConnection))}, Dapper {VersionOf(typeof(SqlMapper))}, EF Core {VersionOf(typeof(DbContext))}";
    }

    // The package's version without the commit that it was built from.
    private static string VersionOf(Type type)
        => type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private static string Processor()
    {
        if (!File.Exists("/proc/cpuinfo"))
            return RuntimeInformation.ProcessArchitecture.ToString();
        var line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal));
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':') + 1)..].Trim();
    }
}

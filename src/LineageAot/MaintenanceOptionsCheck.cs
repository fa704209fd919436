using System.Globalization;

namespace LineageAot;

/// <summary>Refuses maintenance options out of their ranges, by name.</summary>
internal static class MaintenanceOptionsCheck
{
    private const string Operation = "maintenance";

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1), Longest = TimeSpan.FromDays(366);

    /// <exception cref="ConfigurationException">A value is out of its range.</exception>
    public static void Check(MaintenanceOptions options)
    {
        if (options.BackupFolder is { } folder)
        {
            Check(folder, Operation);
        }

        Interval(options.BackupInterval, nameof(options.BackupInterval));
        Interval(options.VacuumInterval, nameof(options.VacuumInterval));
        Interval(options.OptimizeInterval, nameof(options.OptimizeInterval));
        Interval(options.IntegrityCheckInterval, nameof(options.IntegrityCheckInterval));
        Require(options.VacuumPagesPerSlice is >= 1 and <= 1_000_000, string.Create(CultureInfo.InvariantCulture, $"MaintenanceOptions.VacuumPagesPerSlice is {options.VacuumPagesPerSlice}, and must be from 1 to 1000000."), Operation);
        Require(options.Jitter is >= 0 and <= 0.5, string.Create(CultureInfo.InvariantCulture, $"MaintenanceOptions.Jitter is {options.Jitter}, and must be from 0 to 0.5."), Operation);
        Require(options.FirstRunDelay >= TimeSpan.Zero && options.FirstRunDelay <= Longest, $"MaintenanceOptions.FirstRunDelay is {options.FirstRunDelay}, and must be from {TimeSpan.Zero} to {Longest}.", Operation);
        Require(options.Jobs is not null, "MaintenanceOptions.Jobs is null. Leave it out for none.", Operation);
        CheckJobs(options.Jobs!);
    }

    private static void CheckJobs(IReadOnlyList<MaintenanceJob> jobs)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { MaintenanceKinds.Backup, MaintenanceKinds.Vacuum, MaintenanceKinds.Optimize, MaintenanceKinds.IntegrityCheck };
        foreach (var job in jobs)
        {
            Require(job is not null, "MaintenanceOptions.Jobs holds null.", Operation);
            Require(job!.Name?.Trim().Length is >= 1 and <= 100, "A job of MaintenanceOptions.Jobs has a name that is empty or longer than 100 characters.", Operation);
            Require(names.Add(job.Name!), $"MaintenanceOptions.Jobs holds the name '{job.Name}' twice, or it is one of the library's own. Give each job its own name.", Operation);
            Require(job.RunAsync is not null, $"The job '{job.Name}' of MaintenanceOptions.Jobs has nothing to run.", Operation);
            Interval(job.Interval, $"Jobs: the interval of '{job.Name}'");
        }
    }

    private static void Interval(TimeSpan? interval, string name)
        => Require(interval is null || (interval >= Shortest && interval <= Longest), $"MaintenanceOptions.{name} is {interval}, and must be from {Shortest} to {Longest}.", Operation);

    /// <param name="folder">A folder for backups.</param>
    /// <param name="operation">What the error says was being done.</param>
    /// <exception cref="ConfigurationException">A value is out of its range.</exception>
    public static void Check(BackupFolder folder, string operation)
    {
        Require(!string.IsNullOrWhiteSpace(folder.Path), "BackupFolder.Path is empty. Name a folder that exists.", operation);
        Require(folder.KeepCount is >= 1 and <= 100_000, string.Create(CultureInfo.InvariantCulture, $"BackupFolder.KeepCount is {folder.KeepCount}, and must be from 1 to 100000."), operation);
        Require(folder.KeepFor is null || folder.KeepFor >= Shortest, $"BackupFolder.KeepFor is {folder.KeepFor}, and must be {Shortest} or more, or null.", operation);
    }

    /// <exception cref="ConfigurationException">A value is out of its range.</exception>
    public static void Check(IncrementalVacuumOptions options)
    {
        Require(options.PagesPerSlice is >= 1 and <= 1_000_000, string.Create(CultureInfo.InvariantCulture, $"IncrementalVacuumOptions.PagesPerSlice is {options.PagesPerSlice}, and must be from 1 to 1000000."), "vacuum");
        Require(options.MaxPages is null or >= 1, string.Create(CultureInfo.InvariantCulture, $"IncrementalVacuumOptions.MaxPages is {options.MaxPages}, and must be 1 or more, or null."), "vacuum");
    }

    /// <exception cref="ConfigurationException">A value is out of its range.</exception>
    public static void Check(IntegrityCheckOptions options)
        => Require(options.MaxFindings is >= 1 and <= 1_000_000, string.Create(CultureInfo.InvariantCulture, $"IntegrityCheckOptions.MaxFindings is {options.MaxFindings}, and must be from 1 to 1000000."), "integrity check");

    private static void Require(bool isRight, string sentence, string operation)
    {
        if (!isRight)
        {
            throw new ConfigurationException(sentence) { Operation = operation };
        }
    }
}

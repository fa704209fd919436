using System.Globalization;

namespace LineageAot.Operations;

/// <summary>What health says of a database's disk and its upkeep.</summary>
internal static class HealthUpkeep
{
    private const long AlwaysEnough = 10L << 30;
    private const int MissedBackups = 3;

    public static void Note(HealthInputs inputs, Action<HealthStatus, string> note)
    {
        if (inputs is { Disk: { } disk, NeededDiskBytes: > 0 } && disk.FreeBytes < NeededBytes(disk, inputs.NeededDiskBytes))
        {
            note(HealthStatus.Degraded, string.Create(CultureInfo.InvariantCulture,
                $"{disk.FreeBytes:N0} bytes are free on the disk of {disk.TotalBytes:N0}; below {NeededBytes(disk, inputs.NeededDiskBytes):N0} it may soon be full, and writes are refused then. Make room, delete old rows and vacuum, or move the file."));
        }

        if (inputs.Upkeep.Check is { Report: { IsSound: false } report, At: var at })
        {
            note(HealthStatus.Degraded, string.Create(CultureInfo.InvariantCulture,
                $"The integrity check of {at:u} found damage ({report.Findings.Count:N0} findings): {report.Findings[0]}. Restore a backup, and check the disk."));
        }

        if (inputs.Upkeep.Backups is { } backups)
        {
            var last = inputs.Upkeep.BackupAt > backups.Since ? inputs.Upkeep.BackupAt.Value : backups.Since;
            if (inputs.Now - last > backups.Interval * MissedBackups)
            {
                note(HealthStatus.Degraded, string.Create(CultureInfo.InvariantCulture,
                    $"A backup is to be made every {backups.Interval}, and since {last:u} none was. The log says why the last ones failed: look at the folder and its disk."));
            }
        }
    }

    /// <summary>5 % of the disk, of a large one less, and at least what the caller needs.</summary>
    private static long NeededBytes(DiskRoom disk, long needed) => Math.Max(Math.Min(disk.TotalBytes / 20, AlwaysEnough), needed);
}

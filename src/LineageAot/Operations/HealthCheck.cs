using System.Globalization;
using LineageAot.Sqlite;

namespace LineageAot.Operations;

/// <summary>Puts a health report together.</summary>
internal static class HealthCheck
{
    /// <summary>1 GiB: fifteen times what the log keeps by default.</summary>
    public const long DefaultWalBytesLimit = 1L << 30;

    /// <summary>Asks the file through a reader's session, which must have no open transaction.</summary>
    public static HealthReport Run(SqliteSession reader, HealthInputs inputs)
    {
        var notes = new List<string>();
        var status = HealthStatus.Healthy;
        void Note(HealthStatus severity, string sentence)
        {
            status = severity > status ? severity : status;
            notes.Add(sentence);
        }

        var comparison = inputs.CompareSchema(reader);
        if (comparison.State != SchemaState.Current)
        {
            // What is only in the file is in nobody's way until the next open refuses it.
            Note(inputs.IgnoresSchema ? HealthStatus.Healthy : comparison.State == SchemaState.Newer ? HealthStatus.Degraded : HealthStatus.Unhealthy, $"The file's tables don't match the program's ({comparison.State}): {string.Join("; ", comparison.Differences.Take(3))}.");
        }

        if (inputs.HasMoved)
        {
            Note(HealthStatus.Unhealthy, "The file was renamed, replaced or deleted while it is open: what is written goes where nobody finds it. Open it again.");
        }

        if (inputs.WriterFailure is { } failure)
        {
            Note(HealthStatus.Unhealthy, $"Writes don't work at present: {failure}");
        }

        if (inputs.IsWriterRunning == false)
        {
            Note(HealthStatus.Unhealthy, "The thread that writes has ended, and nothing can be written. Dispose the database and open it again.");
        }

        var walBytes = Length(reader.Path + "-wal");
        NoteLoad(inputs, walBytes, Note);
        HealthUpkeep.Note(inputs, Note);
        foreach (var concern in inputs.Concerns)
        {
            Note(HealthStatus.Degraded, concern);
        }

        if (SqliteLibrary.HasWalResetDefect)
        {
            // Not a reason to be degraded: one process owns the file, and its readers never checkpoint.
            Note(HealthStatus.Healthy, VulnerableVersion(SqliteLibrary.Version));
        }

        return new HealthReport
        {
            Status = status,
            SchemaState = comparison.State,
            Notes = notes,
            SqliteVersion = SqliteLibrary.Version,
            FileBytes = Length(reader.Path),
            WalBytes = walBytes,
            PageCount = Number(reader, "page_count"),
            FreePageCount = Number(reader, "freelist_count"),
            PageSize = (int)Number(reader, "page_size"),
            QueuedRows = inputs.QueuedRows,
            QueuedBytes = inputs.QueuedBytes,
            RunningUnitAge = inputs.UnitAge,
            ActiveReaders = inputs.ActiveReaders,
            OldestReadAge = inputs.OldestReadAge,
            LastCheckpointAt = inputs.LastCheckpointAt,
            LastBackupAt = inputs.Upkeep.BackupAt,
            LastVacuumAt = inputs.Upkeep.VacuumAt,
            LastIntegrityCheckAt = inputs.Upkeep.Check?.At,
            WasSoundAtLastCheck = inputs.Upkeep.Check?.Report.IsSound,
            FreeDiskBytes = inputs.Disk?.FreeBytes,
            MaxReaders = inputs.MaxReaders,
            IsWriterRunning = inputs.IsWriterRunning,
            CheckpointBacklogFrames = inputs.LastCheckpoint is { LogFrames: > 0 } last ? last.LogFrames - last.CheckpointedFrames : 0,
        };
    }

    /// <summary>The sentence about SQLite's defect between a checkpoint and a WAL reset, for health and the log.</summary>
    public static string VulnerableVersion(string version)
        => $"SQLite {version} can damage a file when one connection checkpoints while another resets the log (fixed in 3.51.3, 3.50.7 and 3.44.6). This library keeps clear of it while no other program writes the file; raise SQLitePCLRaw.bundle_e_sqlite3 when it brings a fixed version.";

    private static void NoteLoad(HealthInputs inputs, long walBytes, Action<HealthStatus, string> note)
    {
        if (walBytes > inputs.WalBytesLimit)
        {
            note(HealthStatus.Degraded, string.Create(CultureInfo.InvariantCulture, $"The write-ahead log has {walBytes:N0} bytes, more than {inputs.WalBytesLimit:N0}: a read that stays open keeps it from being used again. End it, or lower MaxReadAge."));
        }

        if (inputs.LastCheckpoint is { HasAdvanced: false })
        {
            note(HealthStatus.Degraded, "The last checkpoint didn't advance: a read that stays open holds the log. End it, or lower MaxReadAge.");
        }

        if (inputs.UnitAge is { } unit && unit >= inputs.SlowUnit)
        {
            note(HealthStatus.Degraded, string.Create(CultureInfo.InvariantCulture, $"A unit of work has run for {unit.TotalSeconds:N0} s, and every other write waits for it. A unit does no I/O of its own and waits for nothing."));
        }

        if (IsNearlyFull(inputs.QueuedRows, inputs.QueueRowsLimit) || IsNearlyFull(inputs.QueuedBytes, inputs.QueueBytesLimit))
        {
            note(HealthStatus.Degraded, string.Create(CultureInfo.InvariantCulture, $"The write queue is full ({inputs.QueuedRows:N0} rows, {inputs.QueuedBytes:N0} bytes): writers wait. The disk is slower than what is written."));
        }

        if (IsNearlyFull(inputs.ActiveReaders, inputs.MaxReaders))
        {
            note(HealthStatus.Degraded, string.Create(CultureInfo.InvariantCulture, $"{inputs.ActiveReaders:N0} readers of {inputs.MaxReaders:N0} are in use; further reads will be refused. Dispose snapshots and end streams sooner, or raise MaxReaders."));
        }

        if (inputs.OldestReadAge is { } age && inputs.MaxReadAge > TimeSpan.Zero && age > inputs.MaxReadAge / 2)
        {
            note(HealthStatus.Degraded, string.Create(CultureInfo.InvariantCulture, $"A read has been open for {age.TotalSeconds:N0} s; at {inputs.MaxReadAge.TotalSeconds:N0} s it is ended."));
        }
    }

    private static bool IsNearlyFull(long used, long limit) => used >= limit - (limit / 10);

    // A length opens nothing: safe beside SQLite's locks.
    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private static long Number(SqliteSession session, string pragma) => long.Parse(session.QueryText($"pragma main.{pragma}") ?? "0", CultureInfo.InvariantCulture);
}

using LineageAot.Sqlite;

namespace LineageAot.Operations;

/// <summary>What a checkpoint did (https://sqlite.org/c3ref/wal_checkpoint_v2.html).</summary>
/// <param name="WasBusy">It gave up: a reader or another writer was in the way.</param>
/// <param name="LogFrames">Frames in the log; -1 for a database without one.</param>
/// <param name="CheckpointedFrames">Frames of the log that are in the database now.</param>
/// <param name="HasAdvanced">All frames are in the database, or more than after the checkpoint before.</param>
internal readonly record struct CheckpointResult(bool WasBusy, int LogFrames, int CheckpointedFrames, bool HasAdvanced)
{
    /// <summary>Nothing is left to copy.</summary>
    public bool IsComplete => !WasBusy && LogFrames == CheckpointedFrames;
}

/// <summary>Moves the log's frames into the database. On the writer's thread, between transactions; never on another connection.</summary>
internal sealed unsafe class Checkpointer
{
    private int checkpointedBefore;

    /// <summary>The result of the last one; null before the first.</summary>
    public CheckpointResult? Last { get; private set; }

    /// <summary>Copies what no reader needs any more, without waiting for anyone. A pinned reader shows as frames left over, not as busy.</summary>
    public CheckpointResult Passive(SqliteSession writer) => Run(writer, SqliteConstants.CheckpointPassive);

    /// <summary>Copies everything and cuts the log to nothing; gives up at once while anyone reads. Both files are synced.</summary>
    public CheckpointResult Truncate(SqliteSession writer) => Run(writer, SqliteConstants.CheckpointTruncate);

    private CheckpointResult Run(SqliteSession writer, int mode)
    {
        int log, checkpointed, code;
        fixed (byte* name = "main\0"u8)
        {
            code = SqliteNative.wal_checkpoint_v2(writer.Handle, name, mode, &log, &checkpointed);
        }

        if ((code & 0xff) is not (SqliteConstants.Ok or SqliteConstants.Busy or SqliteConstants.Locked))
        {
            throw writer.Error(code, null);
        }

        // The log starts again at its first frame after a reset: then fewer frames than before aren't a step back.
        var hasAdvanced = log < 0 ? code == SqliteConstants.Ok : checkpointed == log || checkpointed > checkpointedBefore || log < checkpointedBefore;
        checkpointedBefore = checkpointed;
        var result = new CheckpointResult(code != SqliteConstants.Ok, log, checkpointed, hasAdvanced);
        Last = result;
        return result;
    }
}

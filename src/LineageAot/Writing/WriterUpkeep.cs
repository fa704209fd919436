using LineageAot.Diagnostics;
using LineageAot.Sqlite;

namespace LineageAot.Writing;

/// <summary>
/// The file's upkeep between transactions. All checkpoints run here, on the writer's own connection: in affected versions of SQLite one
/// connection that checkpoints while another resets the log can corrupt the file.
/// </summary>
internal sealed class WriterUpkeep : IDisposable
{
    private static readonly TimeSpan MovedCheckInterval = TimeSpan.FromSeconds(1);

    private readonly SqliteSession session;
    private readonly WriterSettings settings;
    private readonly WalMonitor wal;
    private readonly Checkpointer checkpointer = new();
    private int checkpointAt;
    private long movedCheckedAt;

    public WriterUpkeep(SqliteSession session, WriterSettings settings)
    {
        this.session = session;
        this.settings = settings;
        wal = new WalMonitor(session);
        checkpointAt = settings.CheckpointPages;
        movedCheckedAt = settings.Clock.GetTimestamp();
    }

    public int WalPages => wal.Pages;

    /// <summary>The last checkpoint and its time; null before the first.</summary>
    public (CheckpointResult Result, DateTimeOffset At)? LastCheckpoint { get; private set; }

    /// <summary>After a commit: checkpoints when the log has grown enough.</summary>
    public void AfterCommit()
    {
        var pages = wal.Pages;
        settings.Telemetry.CheckpointLag = wal.Lag;
        if (pages < settings.CheckpointPages)
        {
            checkpointAt = settings.CheckpointPages;
            return;
        }

        if (pages < checkpointAt)
        {
            return;
        }

        var result = Checkpoint(truncate: false);
        if (!result.IsComplete)
        {
            // A reader holds the log back: trying again after each commit would only cost.
            checkpointAt = pages + settings.CheckpointPages / 4;
            LogMessages.CheckpointDidNotAdvance(settings.Logger, session.Path, result.LogFrames, result.CheckpointedFrames);
        }
    }

    /// <summary>Before the first transaction after a pause in the work: is the file still where it was?</summary>
    /// <exception cref="DatabaseIOException">It was renamed or deleted.</exception>
    public void CheckFileIsThere()
    {
        if (settings.Clock.GetElapsedTime(movedCheckedAt) < MovedCheckInterval)
        {
            return;
        }

        movedCheckedAt = settings.Clock.GetTimestamp();
        if (session.HasMoved())
        {
            LogMessages.FileMoved(settings.Logger, session.Path);
            throw new DatabaseIOException($"'{session.Path}' was renamed or deleted while it was open; further writes would be lost. Close the database, put the file back with its -wal file, and open it again.") { Operation = "write" };
        }
    }

    /// <summary>Brings into the file what no reader holds back; with <paramref name="truncate"/> all of it, and cuts the log to nothing.</summary>
    public CheckpointResult Checkpoint(bool truncate)
    {
        var startedAt = settings.Clock.GetTimestamp();
        var result = Measured(truncate);
        var duration = settings.Clock.GetElapsedTime(startedAt);
        settings.Telemetry.Checkpointed(duration);
        LogMessages.Checkpointed(settings.Logger, session.Path, result.LogFrames, result.CheckpointedFrames, duration.TotalMilliseconds);
        wal.Checkpointed(result.CheckpointedFrames);
        if (truncate && result.IsComplete)
        {
            wal.Truncated();
        }

        settings.Telemetry.CheckpointLag = wal.Lag;
        LastCheckpoint = (result, settings.Clock.GetUtcNow());
        return result;
    }

    /// <summary>Before closing: leaves a file without a log where no reader holds it back.</summary>
    public void BeforeClose() => Checkpoint(truncate: !settings.HasActiveReads());

    public void Dispose() => wal.Dispose();

    private CheckpointResult Measured(bool truncate)
    {
        var measured = settings.Telemetry.Start(OperationName.Checkpoint);
        try
        {
            var result = truncate ? checkpointer.Truncate(session) : checkpointer.Passive(session);
            measured.Succeeded();
            return result;
        }
        catch (LineageException e)
        {
            measured.Failed(e);
            throw;
        }
    }
}

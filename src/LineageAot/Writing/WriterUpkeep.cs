using LineageAot.Sqlite;
using Microsoft.Extensions.Logging;

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

    /// <summary>After a commit: checkpoints when the log has grown enough.</summary>
    public void AfterCommit()
    {
        var pages = wal.Pages;
        if (pages < settings.CheckpointPages)
        {
            checkpointAt = settings.CheckpointPages;
            return;
        }

        if (pages < checkpointAt)
        {
            return;
        }

        var result = wal.Checkpoint(session, truncate: false);
        if (!result.IsComplete)
        {
            // A reader holds the log back: trying again after each commit would only cost.
            checkpointAt = pages + settings.CheckpointPages / 4;
            settings.Logger.LogCheckpointHeldBack(result.Checkpointed, result.Frames);
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
            throw new DatabaseIOException($"'{session.Path}' was renamed or deleted while it was open; further writes would be lost. Close the database, put the file back with its -wal file, and open it again.") { Operation = "write" };
        }
    }

    /// <summary>Tries to bring the whole log into the file and cut it to zero.</summary>
    public WalCheckpointResult Truncate() => wal.Checkpoint(session, truncate: true);

    /// <summary>Before closing: leaves a file without a log where no reader holds it back.</summary>
    public void BeforeClose()
    {
        if (settings.HasActiveReads())
        {
            wal.Checkpoint(session, truncate: false);
        }
        else
        {
            Truncate();
        }
    }

    public void Dispose() => wal.Dispose();
}

using LineageAot.Diagnostics;
using LineageAot.Migrations;
using LineageAot.Operations;
using LineageAot.Sqlite;
using LineageAot.Writing;
using Microsoft.Data.Sqlite;

namespace LineageAot;

public abstract partial class LineageDatabase
{
    /// <summary>How well the database is now: schema, sizes, queue, readers, checkpoints, disk, backups and checks. Runs on a thread of its own.</summary>
    /// <exception cref="DatabaseBusyException">All readers are in use.</exception>
    public async ValueTask<HealthReport> CheckHealthAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // The writer is asked only where it can answer: a unit that hangs must not take the check of it along.
        var hasMoved = !handle.IsReadOnly && handle.Writer.IsRunning && handle.Writer.Failure is null && !(handle.Writer.UnitAge >= UnitWatch.Slow)
            && await handle.ControlAsync(static (session, _) => session.HasMoved(), cancellationToken).ConfigureAwait(false);
        if (hasMoved)
        {
            // A reader can't find the file any more; the writer's connection still has it.
            var inputs = HealthInputs(hasMoved);
            return await handle.ControlAsync((session, _) => HealthCheck.Run(session, inputs), cancellationToken).ConfigureAwait(false);
        }

        return await OwnThread.RunAsync("health", () => WithReader("health", session => HealthCheck.Run(session, HealthInputs(hasMoved)))).ConfigureAwait(false);
    }

    /// <summary>
    /// Commits what is queued, checkpoints, closes all connections and lets go of the file: before the machine sleeps, or the file is copied.
    /// Streams, snapshots and backups that are under way end, a backup with a <see cref="BackupException"/> and nothing left of it; other reads are waited for. Reads, writes and backups are refused until
    /// <see cref="ResumeAsync"/>; maintenance waits for it.
    /// </summary>
    /// <remarks>Connections that were lent (<see cref="OpenConnection"/>) are their borrowers' to dispose, and stay open: dispose them before the file is copied, moved or restored. Safe to call twice, and from many threads.</remarks>
    /// <param name="cancellationToken">Ends the wait for another pause or resume; a pause that has begun is finished.</param>
    /// <exception cref="ObjectDisposedException">The database is disposed.</exception>
    public ValueTask PauseAsync(CancellationToken cancellationToken = default) => handle.PauseAsync(cancellationToken);

    /// <summary>Claims the file again, verifies its schema and goes on.</summary>
    /// <exception cref="DatabaseBusyException">Another process took the file meanwhile.</exception>
    /// <exception cref="SchemaMismatchException">Its structure was changed meanwhile.</exception>
    public ValueTask ResumeAsync(CancellationToken cancellationToken = default) => handle.ResumeAsync(cancellationToken);

    /// <summary>
    /// Lends an ADO.NET connection to the file, always read-only: a writable one would checkpoint by itself. Dispose it when done; each
    /// command lives and dies on one thread, and its asynchronous calls block. It's its borrower's: <see cref="PauseAsync"/> and disposal leave it open, and until it is disposed it keeps the file and its log open, and whatever it reads meanwhile can't be
    /// relied on once the file was replaced. It has the SQL functions <c>vector_distance_cosine</c>, <c>vector_distance_l2</c>
    /// and <c>vector_distance_dot</c> too.
    /// </summary>
    public SqliteConnection OpenConnection() => LentConnection.Open(Path, Options.BusyTimeout);

    private TResult WithReader<TResult>(string operation, Func<SqliteSession, TResult> read)
    {
        var reader = handle.Readers.Rent(operation);
        try
        {
            return read(reader.Session);
        }
        finally
        {
            handle.Readers.Return(reader);
        }
    }

    private HealthInputs HealthInputs(bool hasMoved)
    {
        var holders = handle.Readers.Holders();
        var inputs = new HealthInputs
        {
            CompareSchema = session => SchemaComparison.Compare(session, handle.Schema),
            IgnoresSchema = Options.Migrations == MigrationMode.None,
            ActiveReaders = Math.Max(0, holders.Count - 1), // The check's own reader doesn't count.
            OldestReadAge = holders.Count > 0 && holders[0].Age > TimeSpan.Zero ? holders[0].Age : null,
            MaxReadAge = Options.MaxReadAge,
            MaxReaders = Options.MaxReaders,
            Upkeep = handle.Upkeep,
            Now = handle.Now,
            Disk = DiskRoom.Of(Path),
            HasMoved = hasMoved,
            Concerns = [.. handle.Observers.Concerns],
        };
        return handle.IsReadOnly ? inputs : inputs with
        {
            QueuedRows = handle.Queue.WaitingRows,
            QueuedBytes = handle.Queue.WaitingBytes,
            QueueRowsLimit = Options.QueueRows,
            QueueBytesLimit = Options.QueueBytes,
            LastCheckpoint = handle.Writer.LastCheckpoint?.Result,
            LastCheckpointAt = handle.Writer.LastCheckpoint?.At,
            WriterFailure = handle.Writer.Failure,
            UnitAge = handle.Writer.UnitAge,
            IsWriterRunning = handle.Writer.IsRunning,
            NeededDiskBytes = Math.Max(1, Options.JournalSizeLimit * 2),
            SlowUnit = UnitWatch.Slow,
        };
    }
}

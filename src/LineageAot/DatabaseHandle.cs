using System.ComponentModel;
using LineageAot.Diagnostics;
using LineageAot.Operations;
using LineageAot.Reading;
using LineageAot.Schema;
using LineageAot.Sqlite;
using LineageAot.Writing;
using Microsoft.Extensions.Logging;

namespace LineageAot;

/// <summary>An opened file with its writer and readers, on its way into a database object. Used by generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DatabaseHandle
{
    private readonly Writer? writer;
    private readonly SemaphoreSlim gate = new(1, 1);
    private DatabaseFile file;
    private TaskCompletionSource? closing;
    private bool isPaused, isClosed;

    internal DatabaseHandle(DatabaseOptions options, DatabaseSchema schema, Writer? writer, ReaderPool readers, DatabaseFile file, DatabaseTelemetry telemetry)
    {
        this.file = file;
        Options = options;
        Schema = schema;
        this.writer = writer;
        Readers = readers;
        Tables = schema.AllTables().ToHashSet();
        Logger = options.LoggerFactory.CreateLogger("LineageAot.Database");
        Telemetry = telemetry;
        Backups = new RunningBackups(options.Path);
        Observers = writer?.Observers ?? new CommitObservers();
        OpenDatabases.Add(telemetry, Gauges());
    }

    internal DatabaseOptions Options { get; }

    internal DatabaseSchema Schema { get; }

    internal HashSet<TableSchema> Tables { get; }

    internal ReaderPool Readers { get; }

    internal ILogger Logger { get; }

    /// <summary>What it tells of itself while it's open.</summary>
    internal DatabaseTelemetry Telemetry { get; }

    /// <summary>When it was last backed up, vacuumed and checked.</summary>
    internal UpkeepTimes Upkeep { get; } = new();

    /// <summary>Its copies that are being made.</summary>
    internal RunningBackups Backups { get; }

    /// <summary>Its maintenance, where it was started.</summary>
    internal MaintenanceSlot Maintenance { get; } = new();

    internal Writer Writer => writer ?? throw ReadOnly();

    /// <summary>Those who see its commits; where it's only read there are none to see, and they are asked for their concern alone.</summary>
    internal CommitObservers Observers { get; }

    /// <summary>Deleted after closing.</summary>
    internal DirectoryInfo? TemporaryFolder { get; set; }

    /// <summary>Makes the database object out of a handle, for copies.</summary>
    internal Delegate? Factory { get; set; }

    internal bool IsReadOnly => writer is null;

    internal WriteQueue Queue => Writer.Queue;

    /// <summary>The time for stamps.</summary>
    internal DateTimeOffset Now => Times.Cut(Options.TimeProvider.GetUtcNow());

    internal ValueTask<TResult> EnqueueAsync<TResult>(WriteRequest<TResult> request, WriteOptions options, CancellationToken cancellationToken)
    {
        if (writer is null)
        {
            return ValueTask.FromException<TResult>(ReadOnly());
        }

        request.WantsFullDurability = options.Durability == Durability.Full;
        return writer.Queue.EnqueueAsync(request, cancellationToken);
    }

    internal ValueTask EnqueueWithoutResultAsync<TResult>(WriteRequest<TResult> request, WriteOptions options, CancellationToken cancellationToken)
    {
        if (writer is null)
        {
            return ValueTask.FromException(ReadOnly());
        }

        request.WantsFullDurability = options.Durability == Durability.Full;
        return writer.Queue.EnqueueWithoutResultAsync(request, cancellationToken);
    }

    private DatabaseGauges Gauges() => new()
    {
        QueuedRows = writer is null ? null : () => writer.Queue.WaitingRows,
        QueuedBytes = writer is null ? null : () => writer.Queue.WaitingBytes,
        OldestQueued = writer is null ? null : () => writer.Queue.OldestAge,
        CheckpointLag = writer is null ? null : () => Telemetry.CheckpointLag,
        PageCacheHitRatio = writer is null ? null : Telemetry.PageCache.TakeRatio,
        ReadersInUse = () => Readers.OpenLeases,
    };

    /// <summary>Runs on the write connection between two transactions.</summary>
    internal ValueTask<TResult> ControlAsync<TResult>(Func<SqliteSession, WriterUpkeep, TResult> function, CancellationToken cancellationToken)
        => EnqueueAsync(new ControlRequest<TResult>(function), default, cancellationToken);

    /// <summary>Copies the file as it is at one moment, unless the database is paused or closed meanwhile.</summary>
    internal Task CopyAsync(string target, CancellationToken cancellationToken)
        => Backups.RunAsync(target, stop => Backup.RunAsync(Options.Path, target, stop, DatabaseSessions.SqlLogger(Options)), cancellationToken);

    internal DatabaseReadOnlyException ReadOnly() => new($"'{Options.Path}' was opened with Access = ReadOnly. Open it with Access = ReadWrite to write.") { Operation = "write" };

    /// <summary>Drains, checkpoints, closes all connections and lets go of the file, until it's resumed.</summary>
    internal async ValueTask PauseAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            if (isPaused)
            {
                return;
            }

            // Readers and copies first: the last connection to go is the writer's, which brings the log home.
            Maintenance.Pause();
            await Task.WhenAll(Backups.PauseAsync(), Readers.CloseAsync()).ConfigureAwait(false);
            if (writer is not null)
            {
                await writer.PauseAsync().ConfigureAwait(false);
            }

            file.Dispose();
            isPaused = true;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Claims the file again, verifies it and goes on.</summary>
    internal async ValueTask ResumeAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            if (!isPaused)
            {
                return;
            }

            file = DatabaseFile.Claim(Options);
            try
            {
                if (writer is not null)
                {
                    await writer.ResumeAsync().ConfigureAwait(false);
                }
            }
            catch
            {
                file.Dispose();
                throw;
            }

            Readers.Reopen();
            Backups.Reopen();
            isPaused = false;
            writer?.Changes.PublishEverything();
            Maintenance.Resume();
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Closes for good. Who comes second waits until that is done, at most as long as it allows for draining: the first may be held up by a unit that doesn't end.</summary>
    internal async ValueTask CloseAsync(TimeSpan drainTimeout)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref closing, done, null) is { } first)
        {
            await first.Task.WaitAsync(drainTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        await gate.WaitAsync().ConfigureAwait(false);
        try
        {
            isClosed = true;
            OpenDatabases.Remove(Telemetry);
            await Task.WhenAll(Backups.CloseAsync(), Readers.DisposeAsync().AsTask()).ConfigureAwait(false);
            if (writer is not null)
            {
                await writer.CloseAsync(drainTimeout).ConfigureAwait(false);
                ProcessExitDrain.Remove(writer);
            }

            if (!isPaused)
            {
                file.Dispose();
            }

            TemporaryFolder?.Delete(recursive: true);
            LogMessages.Closed(Logger, Options.Path);
        }
        finally
        {
            done.SetResult();
            gate.Release();
        }
    }
}

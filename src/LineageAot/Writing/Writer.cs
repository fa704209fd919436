using System.Diagnostics;
using LineageAot.Diagnostics;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Writing;

/// <summary>
/// The one thread that writes. It owns the write connection: takes requests out of the queue, runs them in shared transactions (group
/// commit), and tells their callers after the commit. Between transactions it does the file's upkeep.
/// </summary>
internal sealed class Writer
{
    private readonly WriteQueue queue;
    private readonly WriterSettings settings;
    private readonly Func<SqliteSession> open;
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread thread;
    private WriterConnection? connection;
    private WriteBatch? batch;
    private readonly AutoResetEvent resumed = new(false);
    private volatile TaskCompletionSource? pausing, resuming;
    private volatile bool isClosing;
    private long drainDeadline = long.MaxValue;

    /// <param name="queue">Where requests come from.</param>
    /// <param name="settings">Limits and helpers.</param>
    /// <param name="open">Opens the write connection; run on the writer's thread, again after an I/O error and after a pause.</param>
    public Writer(WriteQueue queue, WriterSettings settings, Func<SqliteSession> open)
    {
        this.queue = queue;
        this.settings = settings;
        this.open = open;
        thread = new Thread(Run) { IsBackground = true, Name = "LineageAot writer" };
    }

    public WriteQueue Queue => queue;

    public ChangeFeed Changes => settings.Changes;

    public CommitObservers Observers => settings.Observers;

    /// <summary>The last checkpoint and its time; null before the first.</summary>
    public (CheckpointResult Result, DateTimeOffset At)? LastCheckpoint => connection?.Upkeep.LastCheckpoint;

    /// <summary>Why writes don't work at present; null while they do.</summary>
    public string? Failure => connection?.Damage?.Message;

    /// <summary>Its thread is there.</summary>
    public bool IsRunning => thread.IsAlive;

    /// <summary>How long the unit of work that runs now has been running; null while none runs.</summary>
    public TimeSpan? UnitAge => settings.Units.Age;

    /// <summary>Starts the thread; done when the connection is open and <paramref name="prepare"/> has run on it.</summary>
    public Task StartAsync(Action<SqliteSession> prepare)
    {
        settings.Prepare = prepare;
        thread.Start();
        return opened.Task;
    }

    /// <summary>Stops taking requests, serves what waits (until the deadline), checkpoints, closes.</summary>
    public Task CloseAsync(TimeSpan drainTimeout)
    {
        if (drainTimeout != Timeout.InfiniteTimeSpan)
        {
            var ticks = settings.Clock.GetTimestamp() + (long)(drainTimeout.TotalSeconds * settings.Clock.TimestampFrequency);
            Volatile.Write(ref drainDeadline, ticks);
        }

        isClosing = true;
        queue.Close(new WriteQueueClosedException("The database is closed or being closed; the write was not executed. Keep the database open while writes are awaited."));
        resumed.Set();
        return ended.Task;
    }

    /// <summary>Serves what waits, checkpoints, closes the connection and refuses writes until <see cref="ResumeAsync"/>.</summary>
    public Task PauseAsync()
    {
        var request = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref pausing, request, null) is { } earlier)
        {
            return earlier.Task;
        }

        queue.Close(new WriteQueueClosedException("The database is paused; the write was not executed. Call ResumeAsync first."));
        return request.Task;
    }

    /// <summary>Opens the connection again, prepares it and takes writes.</summary>
    public Task ResumeAsync()
    {
        if (pausing is null)
        {
            return Task.CompletedTask;
        }

        var request = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        resuming = request;
        resumed.Set();
        return request.Task;
    }

    /// <summary>Blocks until what waits now is committed; for the process's last moments.</summary>
    public void WaitUntilServed(TimeSpan atMost)
    {
        Task[] marks =
        [
            queue.EnqueueWithoutResultAsync(new ControlRequest<bool>(static (_, _) => true), CancellationToken.None).AsTask(),
            queue.EnqueueWithoutResultAsync(new ControlRequest<bool>(static (_, _) => true, afterBulk: true), CancellationToken.None).AsTask(),
        ];
        try
        {
            Task.WaitAll(marks, atMost);
        }
        catch (AggregateException)
        {
            // The queue is closed already: whoever closed it drains it.
        }
    }

    /// <summary>Blocks until the writer has ended; for the process's last moments.</summary>
    public void WaitUntilEnded(TimeSpan atMost) => thread.Join(atMost);

    private void Run()
    {
        try
        {
            Connect();
        }
        catch (Exception e)
        {
            queue.Close(new WriteQueueClosedException("The database couldn't be opened.", e));
            queue.Abandon();
            opened.SetException(e);
            ended.SetResult();
            return;
        }

        // From here on nothing belongs to who opened the database.
        Activity.Current = null;
        opened.SetResult();
        try
        {
            Serve();
        }
        finally
        {
            queue.Abandon();
            connection?.Close();
            settings.Observers.Released(queue, settings);
            settings.Changes.Close();
            ended.SetResult();
        }
    }

    private void Connect()
    {
        var session = open();
        try
        {
            settings.Prepare(session);
            connection = new WriterConnection(session, settings, open);
            batch = new WriteBatch(connection, settings);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Lets go of the file until it's resumed; false if the database is closed meanwhile.</summary>
    private bool WaitWhilePaused(TaskCompletionSource request)
    {
        connection?.Close();
        (connection, batch) = (null, null);
        settings.Observers.Released(queue, settings);
        request.SetResult();
        while (true)
        {
            resumed.WaitOne();
            if (isClosing)
            {
                resuming?.TrySetException(new WriteQueueClosedException("The database was closed while it was paused."));
                return false;
            }

            var answer = resuming!;
            try
            {
                Connect();
            }
            catch (Exception e)
            {
                answer.SetException(e);
                continue;
            }

            pausing = null;
            queue.Reopen();
            answer.SetResult();
            return true;
        }
    }

    private void Serve()
    {
        var bulkWasLast = false;
        while (true)
        {
            // A batch of single writes, then one of bulk segments, and so on while both wait.
            if (!queue.TryTake(preferBulk: !bulkWasLast, out var request))
            {
                if (isClosing)
                {
                    return;
                }

                if (pausing is { } pause)
                {
                    if (!WaitWhilePaused(pause))
                    {
                        return;
                    }

                    continue;
                }

                queue.WaitForWork(Timeout.InfiniteTimeSpan);
                continue;
            }

            if (isClosing && settings.Clock.GetTimestamp() > Volatile.Read(ref drainDeadline))
            {
                LogMessages.DrainTimedOut(settings.Logger, settings.Path, queue.WaitingRows + request.Rows);
                FailUnserved(request);
                return;
            }

            bulkWasLast = request.IsBulk;
            batch!.Execute(request, queue);
        }
    }

    private static void FailUnserved(WriteRequest request)
    {
        if (request.TryStart())
        {
            request.Fail(new WriteQueueClosedException("The time limit for draining the queue was over before the write's turn; it was not executed."));
            request.Complete();
        }
    }
}

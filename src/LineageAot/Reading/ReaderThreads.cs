using LineageAot.Sqlite;

namespace LineageAot.Reading;

/// <summary>A read that runs on a thread of the pool.</summary>
internal abstract class ReadWork : IStopSignal
{
    private volatile bool isStopRequested;

    protected ReadWork(CancellationToken cancellationToken) => CancellationToken = cancellationToken;

    /// <summary>What the caller cancels with.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The running statement is to end.</summary>
    public bool ShouldStop => isStopRequested || CancellationToken.IsCancellationRequested;

    /// <summary>Nobody wants the rest.</summary>
    public bool IsStopRequested => isStopRequested;

    /// <summary>Says that nobody wants the rest.</summary>
    public void Stop() => isStopRequested = true;

    /// <summary>Does it, or the next part of it; its outcome, exceptions included, goes to whoever waits.</summary>
    public abstract void Run();
}

/// <summary>
/// Background threads that run reads, so that neither callers nor the thread pool are blocked by SQLite. Started when there is work, gone
/// when there is none for a while. As many as the pool keeps readers; more, up to a limit, only while all are stuck in long reads.
/// </summary>
internal sealed class ReaderThreads(int usual, int limit)
{
    private const int IdleMilliseconds = 10_000;
    private const int PatienceMilliseconds = 20;

    private readonly object gate = new();
    private readonly Queue<ReadWork> waiting = new();
    private int threads;
    private int idle;
    private long taken;
    private bool hasSpare;
    private bool isClosed;

    /// <summary>True while work waits for a thread. A hint: it's read without a lock.</summary>
    public bool HasWaiting => waiting.Count > 0;

    /// <summary>Has work done. Once closed it runs at once on the caller's thread: without readers it can only fail.</summary>
    public void Enqueue(ReadWork work)
    {
        lock (gate)
        {
            if (!isClosed)
            {
                waiting.Enqueue(work);
                Provide();
                return;
            }
        }

        work.Run();
    }

    /// <summary>Lets the threads end after what waits.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            Monitor.PulseAll(gate);
        }
    }

    // Called with the gate held.
    private void Provide()
    {
        if (idle >= waiting.Count)
        {
            Monitor.Pulse(gate);
        }
        else if (threads < usual)
        {
            Start(spare: false);
        }
        else if (threads < limit && !hasSpare)
        {
            hasSpare = true;
            Start(spare: true);
        }
    }

    private void Start(bool spare)
    {
        threads++;
        var thread = new Thread(spare ? RunSpare : RunUsual) { IsBackground = true, Name = "LineageAot reader" };
        thread.UnsafeStart();
    }

    private void RunUsual()
    {
        lock (gate)
        {
            while (TryTake(out var work))
            {
                Monitor.Exit(gate);
                try
                {
                    work.Run();
                }
                finally
                {
                    Monitor.Enter(gate);
                }
            }

            threads--;
        }
    }

    /// <summary>A thread beyond the usual number: it steps in only where no other took anything for a while.</summary>
    private void RunSpare()
    {
        while (true)
        {
            var before = Volatile.Read(ref taken);
            Thread.Sleep(PatienceMilliseconds);
            lock (gate)
            {
                if (waiting.Count > 0 && taken != before)
                {
                    continue;
                }

                hasSpare = false;
                if (waiting.Count == 0)
                {
                    threads--;
                    return;
                }

                break;
            }
        }

        RunUsual();
    }

    // Called with the gate held.
    private bool TryTake(out ReadWork work)
    {
        while (waiting.Count == 0)
        {
            if (isClosed)
            {
                work = null!;
                return false;
            }

            idle++;
            var isWoken = Monitor.Wait(gate, IdleMilliseconds);
            idle--;
            if (!isWoken && waiting.Count == 0)
            {
                work = null!;
                return false;
            }
        }

        work = waiting.Dequeue();
        taken++;
        if (waiting.Count > idle && threads >= usual)
        {
            Provide();
        }

        return true;
    }
}

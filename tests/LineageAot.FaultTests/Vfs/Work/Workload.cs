using System.Collections.Concurrent;

namespace LineageAot.FaultTests.Vfs.Work;

/// <summary>Something that writes through the library, and notes in the record what it was told, as a program would that tells its own callers.</summary>
internal sealed class Workload(WorkDatabase db, Watch watch)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<int, Request> requests = new();
    private readonly ConcurrentDictionary<int, Exception> errors = new();
    private int last;

    /// <summary>The greatest number that was given before.</summary>
    public int Last { init => last = value; }

    /// <summary>Tells what callers were told, instead of the library: an engine that lies.</summary>
    public bool AcknowledgesBeforeCommit { get; init; }

    /// <summary>Changes what callers are told.</summary>
    public Func<Outcome, Outcome> Tells { get; init; } = static outcome => outcome;

    public IReadOnlyDictionary<int, Request> Requests => requests;

    /// <summary>What the library threw, by request.</summary>
    public IReadOnlyDictionary<int, Exception> Errors => errors;

    public Task<Outcome> InsertAsync(bool isFull = false)
    {
        var request = New(rows: 1) with { IsFull = isFull };
        return AskAsync(request, () => db.Entries.InsertAsync(Entry.Of(request.Number, 0), Options(isFull)).AsTask());
    }

    /// <summary>A write that breaks a rule of the schema: a number that is there, or comes before it in the same transaction.</summary>
    public Task<Outcome> DuplicateAsync()
    {
        var request = New(rows: 1);
        return AskAsync(request, () => db.Entries.InsertAsync(Entry.Of(1, 0) with { Request = request.Number }).AsTask());
    }

    public Task<Outcome> UnitAsync(int rows, bool isFull = false)
    {
        var request = New(rows) with { IsUnit = true, IsFull = isFull };
        return AskAsync(request, () => db.WriteAsync(unit => WorkDatabase.WriteUnit(unit, request), Options(isFull)).AsTask());
    }

    public Task<Outcome> BulkAsync(int rows, bool isFull = false)
    {
        var request = New(rows) with { IsBulk = true, IsFull = isFull };
        return AskAsync(request, () => db.Entries.InsertManyAsync(Enumerable.Range(0, rows).Select(place => Entry.Of(request.Number, place)), new BulkOptions { Durability = Options(isFull).Durability }).AsTask());
    }

    public async Task CheckpointAsync(CheckpointMode mode = CheckpointMode.Truncate)
    {
        try
        {
            await db.CheckpointAsync(mode).AsTask().WaitAsync(Longest);
        }
        catch (LineageException)
        {
            // It writes nothing of anybody's.
        }
    }

    /// <summary>Reads a row; the reader stays open in its pool.</summary>
    public async Task ReadAsync()
    {
        try
        {
            await db.Entries.FindAsync(1);
        }
        catch (LineageException)
        {
            // Nothing is promised to readers of a disk that fails.
        }
    }

    /// <summary>A snapshot that holds the log back; null where the disk fails.</summary>
    public async Task<IAsyncDisposable?> PinAsync()
    {
        try
        {
            var snapshot = await db.BeginSnapshotAsync();
            _ = snapshot.Table<Entry>().Find(1);
            return snapshot;
        }
        catch (LineageException)
        {
            return null;
        }
    }

    private Request New(int rows) => new(Interlocked.Increment(ref last), rows);

    private static WriteOptions Options(bool isFull) => isFull ? new WriteOptions { Durability = Durability.Full } : default;

    private async Task<Outcome> AskAsync(Request request, Func<Task> write)
    {
        requests[request.Number] = request;
        if (AcknowledgesBeforeCommit)
        {
            watch.Tell(new Told(request.Number, Outcome.Committed, request.Rows));
        }

        var told = new Told(request.Number, Outcome.Committed, request.Rows);
        try
        {
            await write().WaitAsync(Longest);
        }
        catch (WriteIndeterminateException e)
        {
            told = Stopped(request, Outcome.Indeterminate, e);
        }
        catch (LineageException e)
        {
            told = Stopped(request, Outcome.Rejected, e);
        }

        if (!AcknowledgesBeforeCommit)
        {
            watch.Tell(told with { Outcome = Tells(told.Outcome) });
        }

        return told.Outcome;
    }

    private Told Stopped(Request request, Outcome outcome, LineageException error)
    {
        errors[request.Number] = error;
        return new Told(request.Number, outcome, (int)(error.CommittedRows ?? 0));
    }
}

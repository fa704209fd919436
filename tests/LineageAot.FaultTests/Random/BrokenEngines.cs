using System.Threading.Tasks.Sources;

namespace LineageAot.FaultTests.RandomRounds;

/// <summary>Tells that an insert is committed which it never made: one in 10,000.</summary>
internal sealed class LosingEngine(RoundDatabase database) : RoundEngine(database)
{
    private int inserts;

    public override ValueTask<Entry> InsertAsync(Entry entry, WriteOptions options, CancellationToken cancellationToken)
        => Interlocked.Increment(ref inserts) % 10_000 == 9_000 ? new ValueTask<Entry>(entry) : base.InsertAsync(entry, options, cancellationToken);
}

/// <summary>Tells of the commit when the row is queued.</summary>
internal sealed class HastyEngine(RoundDatabase database) : RoundEngine(database)
{
    public override ValueTask<Entry> InsertAsync(Entry entry, WriteOptions options, CancellationToken cancellationToken)
    {
        _ = base.InsertAsync(entry, options, cancellationToken).AsTask().ContinueWith(static insert => insert.Exception, TaskScheduler.Default);
        return new ValueTask<Entry>(entry);
    }
}

/// <summary>Executes a row that it says was cancelled.</summary>
internal sealed class DeafEngine(RoundDatabase database) : RoundEngine(database)
{
    public override async ValueTask<Entry> InsertAsync(Entry entry, WriteOptions options, CancellationToken cancellationToken)
    {
        var inserted = await base.InsertAsync(entry, options, CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return inserted;
    }
}

/// <summary>Tells of an insert twice: one in 1,000.</summary>
internal sealed class RepeatingEngine(RoundDatabase database) : RoundEngine(database)
{
    private int inserts;

    public override ValueTask<Entry> InsertAsync(Entry entry, WriteOptions options, CancellationToken cancellationToken)
    {
        var insert = base.InsertAsync(entry, options, cancellationToken);
        return Interlocked.Increment(ref inserts) % 1000 == 500 ? new ValueTask<Entry>(new Twice(insert.AsTask()), 0) : insert;
    }

    private sealed class Twice(Task<Entry> insert) : IValueTaskSource<Entry>
    {
        public Entry GetResult(short token) => insert.GetAwaiter().GetResult();

        // So that whoever asks comes to wait for it.
        public ValueTaskSourceStatus GetStatus(short token) => ValueTaskSourceStatus.Pending;

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => insert.ContinueWith(
            _ =>
            {
                continuation(state);
                continuation(state);
            },
            TaskScheduler.Default);
    }
}

/// <summary>Commits the first part of a unit that gives up.</summary>
internal sealed class HalvingEngine(RoundDatabase database) : RoundEngine(database)
{
    public override async ValueTask<long> MoveAsync(Request request, int from, int to, long amount, CancellationToken cancellationToken)
    {
        if (request.Fails)
        {
            await Database.WriteAsync(unit => Move(unit, request, from, to, amount), cancellationToken: cancellationToken);
            throw new DeliberateException();
        }

        return await base.MoveAsync(request, from, to, amount, cancellationToken);
    }
}

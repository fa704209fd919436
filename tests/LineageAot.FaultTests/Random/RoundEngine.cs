namespace LineageAot.FaultTests.RandomRounds;

/// <summary>What producers write through: the library, or the library with a fault on purpose.</summary>
internal class RoundEngine(RoundDatabase database)
{
    public RoundDatabase Database => database;

    public virtual ValueTask<Entry> InsertAsync(Entry entry, WriteOptions options, CancellationToken cancellationToken) => database.Entries.InsertAsync(entry, options, cancellationToken);

    public ValueTask<BulkReport> InsertManyAsync(IEnumerable<Entry> entries, CancellationToken cancellationToken) => database.Entries.InsertManyAsync(entries, cancellationToken: cancellationToken);

    public ValueTask<BulkReport> InsertManyAsync(IAsyncEnumerable<Entry> entries, CancellationToken cancellationToken) => database.Entries.InsertManyAsync(entries, cancellationToken: cancellationToken);

    /// <summary>Moves an amount between two accounts, and leaves a mark and rows of the request.</summary>
    public virtual ValueTask<long> MoveAsync(Request request, int from, int to, long amount, CancellationToken cancellationToken) => database.WriteAsync(
        unit =>
        {
            Move(unit, request, from, to, amount);
            return request.Fails ? throw new DeliberateException() : amount;
        },
        cancellationToken: cancellationToken);

    protected static void Move(WriteScope unit, Request request, int from, int to, long amount)
    {
        var clock = unit.Table<Clock>().Find(1)!;
        unit.Update(clock with { Ticks = clock.Ticks + 1 });
        Add(unit, from, -amount);
        unit.InsertMany(Enumerable.Range(0, request.Rows).Select(place => Entry.Of(request.Number, place)));
        unit.Insert(new Mark(request.Number));
        Add(unit, to, amount);
    }

    private static void Add(WriteScope unit, int account, long amount)
    {
        var found = unit.Table<Account>().Find(account)!;
        unit.Update(found with { Balance = found.Balance + amount });
    }
}

/// <summary>A unit or a sequence gives up.</summary>
internal sealed class DeliberateException : Exception;

namespace LineageAot.FaultTests.Queue;

/// <summary>What producers write through: the library, or the library with a fault on purpose.</summary>
internal class Engine(ModelDatabase database)
{
    public ModelDatabase Database => database;

    public virtual async Task InsertAsync(Item item, CancellationToken cancellationToken) => await database.Items.InsertAsync(item, cancellationToken: cancellationToken);

    public virtual async Task<bool> TryInsertAsync(Item item, CancellationToken cancellationToken) => await database.Items.TryInsertAsync(item, cancellationToken: cancellationToken);

    public virtual async Task<UpsertOutcome> UpsertAsync(Item item, CancellationToken cancellationToken) => await database.Items.UpsertAsync(item, cancellationToken: cancellationToken);

    public virtual async Task<bool> DeleteAsync(long id, CancellationToken cancellationToken) => await database.Items.DeleteAsync(id, cancellationToken: cancellationToken);

    public virtual async Task<Item?> FindAsync(long id) => await database.Items.FindAsync(id);

    /// <summary>Writes two rows of one tag, counts itself, and fails at the end where it's told to.</summary>
    public virtual async Task PairAsync(long tag, bool fails, CancellationToken cancellationToken)
        => await database.WriteAsync(
            unit =>
            {
                unit.Insert(new Pair(2 * tag, tag));
                unit.Insert(new Pair(2 * tag + 1, tag));
                Count(unit, 1);
                if (fails)
                {
                    throw new DeliberateException();
                }
            },
            cancellationToken: cancellationToken);

    protected static void Count(WriteScope unit, long by)
    {
        var counter = unit.Table<Counter>().Find(1)!;
        unit.Update(counter with { Value = counter.Value + by });
    }
}

/// <summary>A unit gives up.</summary>
internal sealed class DeliberateException : Exception;

/// <summary>Tells that an insert is committed which it never made: one in so many.</summary>
internal sealed class LosingEngine(ModelDatabase database, int oneIn) : Engine(database)
{
    private int inserts;

    public override Task InsertAsync(Item item, CancellationToken cancellationToken) => Interlocked.Increment(ref inserts) % oneIn == oneIn / 4 ? Task.CompletedTask : base.InsertAsync(item, cancellationToken);
}

/// <summary>Says cancelled of what it has done.</summary>
internal sealed class LyingEngine(ModelDatabase database) : Engine(database)
{
    public override async Task<UpsertOutcome> UpsertAsync(Item item, CancellationToken cancellationToken)
    {
        var outcome = await base.UpsertAsync(item, CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return outcome;
    }
}

/// <summary>Commits a unit in two parts.</summary>
internal sealed class TornEngine(ModelDatabase database) : Engine(database)
{
    public override async Task PairAsync(long tag, bool fails, CancellationToken cancellationToken)
    {
        await Database.WriteAsync(
            unit =>
            {
                unit.Insert(new Pair(2 * tag, tag));
                Count(unit, 1);
            },
            cancellationToken: cancellationToken);
        if (fails)
        {
            throw new DeliberateException();
        }

        await Database.WriteAsync(unit => unit.Insert(new Pair(2 * tag + 1, tag)));
    }
}

/// <summary>Counts outside of the units: of two that come together one is forgotten.</summary>
internal sealed class RacingEngine(ModelDatabase database) : Engine(database)
{
    public override async Task PairAsync(long tag, bool fails, CancellationToken cancellationToken)
    {
        var before = (await Database.Counters.FindAsync(1))!.Value;
        await Database.WriteAsync(
            unit =>
            {
                unit.Insert(new Pair(2 * tag, tag));
                unit.Insert(new Pair(2 * tag + 1, tag));
                unit.Update(new Counter(1, before + 1));
                if (fails)
                {
                    throw new DeliberateException();
                }
            },
            cancellationToken: cancellationToken);
    }
}

namespace LineageAot.FaultTests.Queue;

/// <summary>
/// Writes rows of its own, some at a time without waiting, some cancelled as they are asked for, and knows from a simple model what each must come to and what must be there afterwards. The same seed asks for the same
/// things in the same order; how they meet those of other producers is the scheduler's.
/// </summary>
internal sealed class Producer(Engine engine, int number, int seed)
{
    private const int Keys = 64;
    private const int MostAtOnce = 8;

    private readonly Random random = new((seed * 7919) + number);
    private readonly Dictionary<long, string> model = [];
    private long nextTag = number * 1_000_000_000L;

    /// <summary>What must be in the table.</summary>
    public IReadOnlyDictionary<long, string> Model => model;

    /// <summary>Units that were told to be committed.</summary>
    public long Units { get; private set; }

    /// <summary>Requests that were told to be cancelled.</summary>
    public long Cancelled { get; private set; }

    public async Task RunAsync(int steps)
    {
        var done = 0;
        while (done < steps)
        {
            // Of one key only one is on its way: then the model needn't know how they are ordered.
            var keys = Enumerable.Range(0, random.Next(1, MostAtOnce + 1)).Select(_ => (number * 1000L) + random.Next(Keys)).Distinct().ToList();
            await Task.WhenAll(keys.Select(StepAsync).ToList());
            done += keys.Count;
        }
    }

    private Task StepAsync(long key)
    {
        var text = $"{number}/{random.Next()}";
        var kind = random.Next(100);
        var isCancelled = random.Next(10) == 0;
        var cancellation = new CancellationTokenSource();
        var step = kind switch
        {
            < 30 => InsertAsync(key, text, cancellation.Token),
            < 45 => TryInsertAsync(key, text, cancellation.Token),
            < 65 => UpsertAsync(key, text, cancellation.Token),
            < 80 => DeleteAsync(key, cancellation.Token),
            < 90 => PairAsync(nextTag++, random.Next(4) == 0, cancellation.Token),
            _ => FindAsync(key),
        };
        if (isCancelled)
        {
            cancellation.Cancel();
        }

        return EndAsync(step, cancellation);
    }

    private async Task EndAsync(Task step, CancellationTokenSource cancellation)
    {
        using (cancellation)
        {
            try
            {
                await step;
            }
            catch (OperationCanceledException)
            {
                // Never executed: the model stays as it is.
                cancellation.IsCancellationRequested.ShouldBeTrue();
                lock (model)
                {
                    Cancelled++;
                }
            }
        }
    }

    private async Task InsertAsync(long key, string text, CancellationToken cancellationToken)
    {
        var isThere = Has(key);
        try
        {
            await engine.InsertAsync(new Item(key, text), cancellationToken);
            isThere.ShouldBeFalse($"key {key} was inserted twice");
            Set(key, text);
        }
        catch (ConstraintException)
        {
            isThere.ShouldBeTrue($"key {key} wasn't there, and its insert was refused");
        }
    }

    private async Task TryInsertAsync(long key, string text, CancellationToken cancellationToken)
    {
        var isThere = Has(key);
        var inserted = await engine.TryInsertAsync(new Item(key, text), cancellationToken);
        inserted.ShouldBe(!isThere, $"key {key}");
        if (inserted)
        {
            Set(key, text);
        }
    }

    private async Task UpsertAsync(long key, string text, CancellationToken cancellationToken)
    {
        var isThere = Has(key);
        var outcome = await engine.UpsertAsync(new Item(key, text), cancellationToken);
        outcome.ShouldBe(isThere ? UpsertOutcome.Updated : UpsertOutcome.Inserted, $"key {key}");
        Set(key, text);
    }

    private async Task DeleteAsync(long key, CancellationToken cancellationToken)
    {
        var isThere = Has(key);
        (await engine.DeleteAsync(key, cancellationToken)).ShouldBe(isThere, $"key {key}");
        lock (model)
        {
            model.Remove(key);
        }
    }

    private async Task PairAsync(long tag, bool fails, CancellationToken cancellationToken)
    {
        try
        {
            await engine.PairAsync(tag, fails, cancellationToken);
            fails.ShouldBeFalse($"the unit {tag} failed, and nobody was told");
            lock (model)
            {
                Units++;
            }
        }
        catch (DeliberateException)
        {
            fails.ShouldBeTrue();
        }
    }

    private async Task FindAsync(long key)
    {
        string? expected;
        lock (model)
        {
            model.TryGetValue(key, out expected);
        }

        var found = await engine.FindAsync(key);
        (found?.Text).ShouldBe(expected, $"key {key} after its last write was acknowledged");
    }

    private bool Has(long key)
    {
        lock (model)
        {
            return model.ContainsKey(key);
        }
    }

    private void Set(long key, string text)
    {
        lock (model)
        {
            model[key] = text;
        }
    }
}

namespace LineageAot.FaultTests.RandomRounds;

/// <summary>Writes rows of its own, alone, in units and in bulk; cancels some before, right behind and while they are on their way; and finds again what it was told is committed.</summary>
internal sealed class RoundProducer(Arena arena, int number)
{
    private readonly System.Random random = new(unchecked((arena.Plan.Seed * 7919) + number));
    private Entry? told;

    /// <summary>One more write after the disposal says no more than the first.</summary>
    private bool isRefused;

    private enum Cancel
    {
        Never,
        Before,
        Behind,
        Beside,
    }

    public async Task RunAsync()
    {
        for (var step = 0; step < arena.Plan.Steps && !isRefused; step++)
        {
            await StepAsync();
        }
    }

    private Task StepAsync() => random.Next(100) switch
    {
        < 50 => InsertAsync(default),
        < 56 => InsertAsync(new WriteOptions { Durability = Durability.Full }),
        < 76 => MoveAsync(),
        < 82 => BulkAsync(),
        _ => FindAsync(),
    };

    private async Task InsertAsync(WriteOptions options)
    {
        var request = arena.Ask(rows: 1);
        var entry = Entry.Of(request.Number, 0);
        await AttemptAsync(request, cancellationToken => arena.Engine.InsertAsync(entry, options, cancellationToken));
        if (request.Fate == Fate.Committed)
        {
            told = entry;
        }
    }

    private Task MoveAsync()
    {
        var request = arena.Ask(random.Next(0, 4), fails: random.Next(4) == 0);
        var (from, to, amount) = (random.Next(RoundDatabase.AccountCount), random.Next(RoundDatabase.AccountCount), random.Next(100));
        return AttemptAsync(request, cancellationToken => arena.Engine.MoveAsync(request, from, to, amount, cancellationToken));
    }

    private Task BulkAsync()
    {
        var request = arena.Ask(random.Next(1, 200), fails: random.Next(4) == 0, isBulk: true);
        return random.Next(2) == 0
            ? AttemptAsync(request, cancellationToken => arena.Engine.InsertManyAsync(Rows(request), cancellationToken))
            : AttemptAsync(request, cancellationToken => arena.Engine.InsertManyAsync(RowsLaterAsync(request), cancellationToken));
    }

    private async Task FindAsync()
    {
        if (told is null)
        {
            return;
        }

        try
        {
            var found = random.Next(2) == 0 ? arena.Database.Entries.Find(told.Id) : await arena.Database.Entries.FindAsync(told.Id);
            if (found != told)
            {
                arena.Violation($"{told.Text} was acknowledged and isn't found");
            }
        }
        catch (Exception e)
        {
            arena.Failed("finding a row", e);
        }
    }

    private async Task AttemptAsync<T>(Request request, Func<CancellationToken, ValueTask<T>> start)
    {
        var cancel = random.Next(arena.Plan.CancelOneIn) == 0 ? (Cancel)random.Next(1, 4) : Cancel.Never;
        var spins = random.Next(2000);
        using var cancellation = new CancellationTokenSource();
        if (cancel == Cancel.Before)
        {
            cancellation.Cancel();
        }

        var write = request.Watch(start(cancellation.Token));
        var beside = Task.CompletedTask;
        if (cancel == Cancel.Behind)
        {
            Ask();
        }
        else if (cancel == Cancel.Beside)
        {
            beside = Task.Run(() =>
            {
                Thread.SpinWait(spins);
                Ask();
            });
        }

        try
        {
            await write;
            arena.Ended(request, Fate.Committed);
            if (request.Fails)
            {
                arena.Violation($"request {request.Number} gave up, and its caller was told that it's committed");
            }
        }
        catch (Exception e)
        {
            var fate = arena.FateOf(e, request, cancellation.IsCancellationRequested);
            arena.Ended(request, fate);
            isRefused = fate == Fate.Refused && arena.IsDisposing;
        }

        await beside;

        void Ask()
        {
            if (request.Completions == 0)
            {
                arena.AskToCancel();
            }

            cancellation.Cancel();
        }
    }

    private static IEnumerable<Entry> Rows(Request request)
    {
        for (var place = 0; place < request.Rows; place++)
        {
            yield return Entry.Of(request.Number, place);
        }

        if (request.Fails)
        {
            throw new DeliberateException();
        }
    }

    private static async IAsyncEnumerable<Entry> RowsLaterAsync(Request request)
    {
        foreach (var entry in Rows(request))
        {
            if (entry.Id % 16 == 0)
            {
                await Task.Yield();
            }

            yield return entry;
        }
    }
}

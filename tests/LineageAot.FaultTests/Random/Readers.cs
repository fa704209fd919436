namespace LineageAot.FaultTests.RandomRounds;

/// <summary>Read in every way there is, give up in the middle, dispose under their own feet. What they see is whole and never goes back.</summary>
internal sealed class Readers(Arena arena, int number)
{
    private readonly System.Random random = new(unchecked((arena.Plan.Seed * 104729) + number));
    private long lastTicks;

    public async Task RunAsync()
    {
        var kind = number % 5;
        while (!arena.IsOver)
        {
            // Who has disposed what it reads from may be told so.
            var isMyOwn = false;
            try
            {
                switch (kind)
                {
                    case 0:
                        await SnapshotAsync(() => isMyOwn = true);
                        break;
                    case 1:
                        await StreamAsync();
                        break;
                    case 2:
                        ReadInTurn();
                        break;
                    case 3:
                        await ObserveAsync();
                        break;
                    default:
                        await ListenAsync();
                        break;
                }
            }
            catch (ObjectDisposedException) when (isMyOwn)
            {
            }
            catch (Exception e)
            {
                arena.Failed($"reader {kind}", e);
            }

            await Task.Yield();
        }
    }

    private async Task SnapshotAsync(Action disposing)
    {
        await using var snapshot = await arena.Database.BeginSnapshotAsync();
        var first = await snapshot.PictureAsync();
        arena.Check(first, "a snapshot");
        GoesOn(first);
        switch (random.Next(3))
        {
            case 0:
                for (var i = random.Next(20); i > 0; i--)
                {
                    await Task.Yield();
                }

                if (await snapshot.PictureAsync() is var second && second != first)
                {
                    arena.Violation($"a snapshot has moved from {first} to {second}");
                }

                break;
            case 1:
                disposing();
                await Task.WhenAll(snapshot.PictureAsync().AsTask(), Task.Run(snapshot.Dispose));
                break;
            default:
                // An enumerator is left in the middle, and what it reads from goes first.
                disposing();
                await using (var rows = snapshot.Table<Entry>().AllAsync().GetAsyncEnumerator())
                {
                    await rows.MoveNextAsync();
                    snapshot.Dispose();
                    while (await rows.MoveNextAsync())
                    {
                    }
                }

                break;
        }
    }

    private async Task StreamAsync()
    {
        var (left, last) = (random.Next(500), -1L);
        await foreach (var entry in arena.Database.Entries.AllAsync())
        {
            last = Ascends(last, entry);
            if (left-- == 0)
            {
                break;
            }
        }
    }

    private void ReadInTurn()
    {
        var (left, last) = (random.Next(500), -1L);
        foreach (var entry in arena.Database.Entries.All())
        {
            last = Ascends(last, entry);
            if (left-- == 0)
            {
                break;
            }
        }
    }

    private async Task ObserveAsync()
    {
        var left = random.Next(1, 50);
        await foreach (var picture in arena.Database.ObserveAsync(static snapshot => snapshot.PictureAsync()))
        {
            arena.Check(picture, "an observation");
            GoesOn(picture);
            if (--left == 0 || arena.IsOver)
            {
                break;
            }
        }
    }

    private async Task ListenAsync()
    {
        using var ending = new CancellationTokenSource();
        var left = random.Next(1, 50);
        try
        {
            await foreach (var changes in arena.Database.Changes.WithCancellation(ending.Token))
            {
                if (--left == 0)
                {
                    await ending.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
        }
    }

    private long Ascends(long last, Entry entry)
    {
        if (entry.Id <= last || entry != Entry.Of(entry.Id / Entry.MostOfARequest, (int)(entry.Id % Entry.MostOfARequest)))
        {
            arena.Violation($"a stream shows {entry} behind {last}");
        }

        return entry.Id;
    }

    private void GoesOn(Picture picture)
    {
        if (picture.Ticks < lastTicks)
        {
            arena.Violation($"a reader has seen {lastTicks} units, and then {picture.Ticks}");
        }

        lastTicks = picture.Ticks;
    }
}

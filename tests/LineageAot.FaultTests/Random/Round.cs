namespace LineageAot.FaultTests.RandomRounds;

/// <summary>One database from its opening to its disposal under everybody's feet, and the reckoning.</summary>
internal sealed class Round(RoundPlan plan, Func<RoundDatabase, RoundEngine> make)
{
    // So that a round that hangs ends as a red test.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private readonly List<(string Name, Task Task)> actors = [];

    public async Task<Reckoning> RunAsync()
    {
        var database = await RoundDatabase.OpenAsync(plan.Options);
        await database.FillAsync();
        var arena = new Arena(plan, make(database));
        var guests = Enumerable.Range(0, plan.HasGuests ? 4 : 0).Select(number => new Guests(arena, number)).ToList();
        var round = RunAsync(arena, guests);
        try
        {
            await round.WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{plan} hangs: {string.Join(", ", actors.Where(static actor => !actor.Task.IsCompleted).Select(static actor => actor.Name).Take(20))}");
        }

        Handles.Of(plan.Options.Path).ShouldBeEmpty($"open behind the disposal, {plan}");
        return await Reckoning.OfAsync(arena, [.. guests.SelectMany(static guest => guest.Backups)]);
    }

    private async Task RunAsync(Arena arena, List<Guests> guests)
    {
        for (var i = 0; i < 10; i++)
        {
            _ = Start($"reader {i}", new Readers(arena, i).RunAsync);
        }

        _ = Start("upkeep", new Upkeep(arena, 0).RunAsync);
        for (var i = 0; i < guests.Count; i++)
        {
            _ = Start($"guest {i}", guests[i].RunAsync);
        }

        var producers = new List<Task>();
        for (var i = 0; i < plan.Producers; i++)
        {
            producers.Add(Start($"producer {i}", new RoundProducer(arena, i).RunAsync));
        }

        var all = EndAsync();
        await (plan.Ending == Ending.AfterAll ? all : arena.Ripe);
        await DisposeAsync(arena);
        arena.IsOver = true;
        await all;
        await Task.WhenAll(actors.Select(static actor => actor.Task));
        await LateCalls.CheckAsync(arena.Database);

        async Task EndAsync()
        {
            await Task.WhenAll(producers);
            arena.AllAreDone();
        }
    }

    private async Task DisposeAsync(Arena arena)
    {
        arena.IsDisposing = true;
        var database = arena.Database;
        switch (plan.Ending)
        {
            case Ending.WithoutDraining:
                await database.CloseAsync(TimeSpan.Zero);
                break;
            case Ending.ByThree:
                await Task.WhenAll(Task.Run(() => database.DisposeAsync().AsTask()), Task.Run(() => database.DisposeAsync().AsTask()), Task.Run(() => database.CloseAsync(TimeSpan.Zero).AsTask()));
                break;
            default:
                await database.DisposeAsync();
                break;
        }

        if (!plan.HasGuests)
        {
            Handles.Of(plan.Options.Path).ShouldBeEmpty($"open right behind the disposal, {plan}");
            await using var next = await RoundDatabase.OpenAsync(plan.Options);
        }
    }

    private Task Start(string name, Func<Task> act)
    {
        var task = Task.Run(act);
        actors.Add((name, task));
        return task;
    }
}

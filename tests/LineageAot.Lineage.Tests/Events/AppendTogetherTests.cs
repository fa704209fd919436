namespace LineageAot.Lineage.Tests.Events;

/// <summary>Appends that wait together are written in one unit: each has its own outcome all the same.</summary>
public sealed class AppendTogetherTests
{
    private static readonly EventDraft Good = new("placed") { Payload = """{"n":1}""" };

    [Fact]
    public async Task One_that_is_refused_takes_no_other_with_it()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        var twice = new StreamName("order", Guid.NewGuid());
        await events.AppendAsync(twice, ExpectedVersion.NoStream, Good with { Id = new EventId(new Guid(1, 0, 0, new byte[8])) });
        using var held = new ManualResetEventSlim();
        var holding = Hold(temporary, held);

        // One of each kind that can go wrong, between those that can't.
        var appends = new List<Task<AppendResult>>();
        for (var number = 0; number < 60; number++)
        {
            appends.Add((number % 6) switch
            {
                1 => events.AppendAsync(twice, ExpectedVersion.Exact(7), Good).AsTask(),
                3 => events.AppendAsync(twice, ExpectedVersion.Any, [Good, new EventDraft("other") { Id = new EventId(new Guid(1, 0, 0, new byte[8])) }]).AsTask(),
                _ => events.AppendAsync(new StreamName("order", Guid.NewGuid()), ExpectedVersion.NoStream, [Good, Good]).AsTask(),
            });
        }

        held.Set();
        await holding;
        for (var number = 0; number < appends.Count; number++)
        {
            var append = appends[number];
            switch (number % 6)
            {
                case 1:
                    await Should.ThrowAsync<WrongExpectedVersionException>(append);
                    break;
                case 3:
                    await Should.ThrowAsync<LineageConflictException>(append);
                    break;
                default:
                    (await append).Appended.ShouldBe(2);
                    break;
            }
        }

        (await events.FindStreamAsync(twice))!.Version.ShouldBe(1);
        (await events.VerifyAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_breaks_a_rule_of_the_table_fails_alone()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        using var held = new ManualResetEventSlim();
        var holding = Hold(temporary, held);
        var appends = Enumerable.Range(0, 20).Select(number => (number, events.AppendAsync(new StreamName("order", Guid.NewGuid()), ExpectedVersion.NoStream, number % 5 == 2 ? Good with { Payload = "no json" } : Good).AsTask())).ToList();
        held.Set();
        await holding;
        foreach (var (number, append) in appends)
        {
            if (number % 5 == 2)
            {
                await Should.ThrowAsync<ConstraintException>(append);
            }
            else
            {
                (await append).Version.ShouldBe(1);
            }
        }

        (await events.ReadAllAsync().ToListAsync()).Count.ShouldBe(16);
        (await events.VerifyAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_is_cancelled_while_it_waits_isnt_appended()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        using var held = new ManualResetEventSlim();
        using var cancelling = new CancellationTokenSource();
        var holding = Hold(temporary, held);
        var cancelled = new StreamName("order", Guid.NewGuid());
        var kept = new StreamName("order", Guid.NewGuid());
        var first = events.AppendAsync(kept, ExpectedVersion.Any, Good, cancelling.Token).AsTask();
        var second = events.AppendAsync(cancelled, ExpectedVersion.Any, Good, cancelling.Token).AsTask();
        var third = events.AppendAsync(kept, ExpectedVersion.Any, Good).AsTask();
        cancelling.Cancel();
        held.Set();
        await holding;
        await Should.ThrowAsync<OperationCanceledException>(first);
        await Should.ThrowAsync<OperationCanceledException>(second);
        (await third).Version.ShouldBe(1);
        (await events.FindStreamAsync(cancelled)).ShouldBeNull();
        await Should.ThrowAsync<OperationCanceledException>(async () => await events.AppendAsync(kept, ExpectedVersion.Any, Good, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task The_writer_of_one_stream_is_served_in_order_and_many_get_all()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(producer => Task.Run(async () =>
        {
            var stream = new StreamName("order", Guid.NewGuid());
            for (var number = 0; number < 50; number++)
            {
                (await events.AppendAsync(stream, ExpectedVersion.Exact(number), Good)).Version.ShouldBe(number + 1);
            }
        })));
        (await events.FindLastPositionAsync()).ShouldBe(800);
        (await events.VerifyAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_closed_database_tells_everybody()
    {
        var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await temporary.DisposeAsync();
        await Should.ThrowAsync<WriteQueueClosedException>(async () => await events.AppendAsync(new StreamName("order", Guid.NewGuid()), ExpectedVersion.Any, Good));
    }

    [Fact]
    public async Task Inside_a_unit_it_is_refused()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await Should.ThrowAsync<InvalidOperationException>(async () => await temporary.Store.EventsDatabase.WriteAsync(_ => events.AppendAsync(new StreamName("order", Guid.NewGuid()), ExpectedVersion.Any, Good).AsTask().GetAwaiter().GetResult()));
        temporary.Store.EventsDatabase.IsInsideUnit.ShouldBeFalse();
    }

    // The writer is busy until the test has queued what it wants.
    private static Task Hold(TemporaryStore temporary, ManualResetEventSlim until)
    {
        var began = new TaskCompletionSource();
        var holding = Task.Run(async () => await temporary.Store.EventsDatabase.WriteAsync(_ =>
        {
            began.SetResult();
            until.Wait();
        }));
        began.Task.Wait();
        return holding;
    }
}

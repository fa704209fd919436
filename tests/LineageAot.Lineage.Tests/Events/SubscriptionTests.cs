namespace LineageAot.Lineage.Tests.Events;

public sealed class SubscriptionTests
{
    private static readonly StreamName Numbers = new("numbers", Guid.Parse("00000000-0000-0000-0000-00000000000c"));

    [Fact]
    public async Task It_catches_up_then_goes_on_live_and_leaves_nothing_out()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await AppendAsync(events, 0, 50);
        await using var subscription = await events.SubscribeAsync(new SubscriptionOptions("reader") { BatchSize = 7 });
        using var ending = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var number = 50; number < 300; number++)
            {
                await AppendAsync(events, number, 1);
            }
        });
        var seen = new List<long>();
        await foreach (var batch in subscription.ReadAsync(ending.Token))
        {
            batch.Events.Count.ShouldBeLessThanOrEqualTo(7);
            seen.AddRange(batch.Events.Select(static row => row.StreamVersion));
            await batch.CompleteAsync();
            if (seen.Count == 300)
            {
                break;
            }
        }

        await writing;
        seen.ShouldBe([.. Enumerable.Range(1, 300).Select(static number => (long)number)]);
        subscription.Position.ShouldBe(300);
    }

    [Fact]
    public async Task What_wasnt_completed_comes_again()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await AppendAsync(events, 0, 10);
        await using (var subscription = await events.SubscribeAsync(new SubscriptionOptions("reader") { BatchSize = 4 }))
        {
            var batches = 0;
            await foreach (var batch in subscription.ReadToEndAsync())
            {
                if (++batches == 1)
                {
                    await batch.CompleteAsync();
                }
            }

            batches.ShouldBe(3);
        }

        await using var again = await events.SubscribeAsync(new SubscriptionOptions("reader"));
        again.Position.ShouldBe(4);
        (await again.ReadToEndAsync().ToListAsync()).Single().Events.Select(static row => row.StreamVersion).ShouldBe([5, 6, 7, 8, 9, 10]);
    }

    [Fact]
    public async Task Of_two_readers_of_a_name_one_reads_and_a_late_one_is_refused()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await AppendAsync(events, 0, 10);
        var first = await events.SubscribeAsync(new SubscriptionOptions("reader") { Owner = "one", BatchSize = 3 });
        var refused = await Should.ThrowAsync<LineageConflictException>(async () => await events.SubscribeAsync(new SubscriptionOptions("reader") { Owner = "two" }));
        refused.Message.ShouldContain("by one until");

        // The same owner is the same program, started again.
        await using var second = await events.SubscribeAsync(new SubscriptionOptions("reader") { Owner = "one" });
        await foreach (var batch in first.ReadToEndAsync())
        {
            await Should.ThrowAsync<LeaseLostException>(async () => await batch.CompleteAsync());
            await Should.ThrowAsync<LeaseLostException>(async () => await batch.RenewAsync());
            break;
        }

        await first.DisposeAsync();
        await Should.ThrowAsync<LineageConflictException>(async () => await events.SubscribeAsync(new SubscriptionOptions("reader") { Owner = "two" }));
        (await second.ReadToEndAsync().ToListAsync()).Single().Events.Count.ShouldBe(10);
        (await events.ForgetCheckpointsAsync("reader")).ShouldBe(0, "somebody holds it");
        await second.DisposeAsync();
        (await events.ForgetCheckpointsAsync("reader")).ShouldBe(1);
    }

    [Fact]
    public async Task Shares_divide_the_streams_and_each_event_is_in_one()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        for (var number = 0; number < 60; number++)
        {
            await events.AppendAsync(new StreamName("numbers", Guid.NewGuid()), ExpectedVersion.Any, [new EventDraft("one"), new EventDraft("two")]);
        }

        var seen = new List<(int Shard, EventRow Row)>();
        for (var shard = 0; shard < 3; shard++)
        {
            await using var subscription = await events.SubscribeAsync(new SubscriptionOptions("reader") { Shard = shard, Shards = 3, BatchSize = 10 });
            await foreach (var batch in subscription.ReadToEndAsync())
            {
                seen.AddRange(batch.Events.Select(row => (shard, row)));
                await batch.CompleteAsync();
            }
        }

        seen.Select(static entry => entry.Row.Position).Order().ShouldBe([.. Enumerable.Range(1, 120).Select(static number => (long)number)]);
        seen.GroupBy(static entry => entry.Row.StreamId).ShouldAllBe(static stream => stream.Select(static entry => entry.Shard).Distinct().Count() == 1);
        seen.Select(static entry => entry.Shard).Distinct().Count().ShouldBe(3);
        (await events.ListCheckpointsAsync()).Select(static row => row.Position).ShouldAllBe(static position => position == 120);
    }

    [Fact]
    public async Task Events_that_nobody_wants_are_passed_but_not_before_those_that_somebody_does_are_done()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await events.AppendAsync(Numbers, ExpectedVersion.Any, [new EventDraft("a"), new EventDraft("b"), new EventDraft("a"), new EventDraft("b")]);
        var options = new SubscriptionOptions("reader") { EventTypes = ["a"], BatchSize = 1 };
        await using (var subscription = await events.SubscribeAsync(options))
        {
            (await subscription.ReadToEndAsync().ToListAsync()).Select(static batch => batch.Position).ShouldBe([1, 3]);
        }

        await using (var subscription = await events.SubscribeAsync(options))
        {
            subscription.Position.ShouldBe(0);
            await foreach (var batch in subscription.ReadToEndAsync())
            {
                await batch.CompleteAsync();
            }
        }

        (await events.ListCheckpointsAsync()).Single().Position.ShouldBe(4);
    }

    [Theory]
    [InlineData(PoisonAction.Stop)]
    [InlineData(PoisonAction.SetAside)]
    public async Task A_poisoned_event_is_found_among_its_batch(PoisonAction action)
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await AppendAsync(events, 0, 20);
        var poison = new PoisonOptions { Action = action, MaxAttempts = 3, Backoff = TimeSpan.Zero };
        var handled = new List<long>();
        var failures = 0;
        using var ending = new CancellationTokenSource();
        await using var subscription = await events.SubscribeAsync(new SubscriptionOptions("reader") { BatchSize = 8 });
        ValueTask Handle(IReadOnlyList<EventRow> rows, CancellationToken _)
        {
            if (rows.Any(static row => row.StreamVersion == 13))
            {
                failures++;
                throw new InvalidOperationException("a secret");
            }

            handled.AddRange(rows.Select(static row => row.StreamVersion));
            if (rows[^1].StreamVersion == 20)
            {
                ending.Cancel();
            }

            return ValueTask.CompletedTask;
        }

        if (action == PoisonAction.Stop)
        {
            var stopped = await Should.ThrowAsync<PoisonedEventException>(async () => await subscription.HandleAsync(Handle, poison, ending.Token));
            stopped.Position.ShouldBe(13);
            (await events.ListCheckpointsAsync()).Single().ShouldSatisfyAllConditions(
                static row => row.Position.ShouldBe(12),
                static row => row.Attempts.ShouldBe(3),
                static row => row.LastError.ShouldBe("InvalidOperationException"));
            handled.ShouldBe([.. Enumerable.Range(1, 12).Select(static number => (long)number)]);
        }
        else
        {
            await Should.ThrowAsync<OperationCanceledException>(async () => await subscription.HandleAsync(Handle, poison, ending.Token));
            handled.ShouldBe([.. Enumerable.Range(1, 20).Where(static number => number != 13).Select(static number => (long)number)]);
            temporary.Scalar("select count(*) from outbox where kind = 'events.poisoned' and dead_at is not null and json_extract(payload, '$.position') = 13").ShouldBe(1);
        }

        failures.ShouldBe(4, "once in its batch, then three times alone");
    }

    [Fact]
    public async Task A_subscription_has_one_reader()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        await AppendAsync(temporary.Store.Events, 0, 1);
        await using var subscription = await temporary.Store.Events.SubscribeAsync(new SubscriptionOptions("reader"));
        await foreach (var _ in subscription.ReadToEndAsync())
        {
            await Should.ThrowAsync<InvalidOperationException>(async () => await subscription.ReadToEndAsync().ToListAsync());
        }

        (await subscription.ReadToEndAsync().ToListAsync()).Count.ShouldBe(1, "after the end it can be read again");
    }

    private static async Task AppendAsync(EventStore events, int from, int count)
        => await events.AppendAsync(Numbers, ExpectedVersion.Exact(from), [.. Enumerable.Range(from, count).Select(static number => new EventDraft("number") { Payload = $"{number}" })]);
}

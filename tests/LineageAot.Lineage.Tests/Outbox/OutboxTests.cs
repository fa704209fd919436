using LineageAot.Lineage.Tests.Embeddings;

namespace LineageAot.Lineage.Tests.Outbox;

public sealed class OutboxTests : IAsyncLifetime
{
    private static readonly OutboxBackoff Backoff = new() { First = TimeSpan.FromSeconds(10), Longest = TimeSpan.FromSeconds(25) };
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly string folder = Directory.CreateTempSubdirectory("lineage-outbox-").FullName;
    private readonly MovedClock clock = new();
    private LineageStore? opened;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (opened is not null)
        {
            await opened.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_entry_is_there_if_what_it_tells_of_is()
    {
        var store = await OpenAsync();
        await store.Database.WriteAsync(static unit =>
        {
            unit.Insert(new ProcessorCheckpoint { Processor = "told", Shard = 0 });
            unit.Enqueue(new OutboxMessage("mail", """{"to":1}"""));
        });
        await Should.ThrowAsync<InvalidOperationException>(async () => await store.Database.WriteAsync(static unit =>
        {
            unit.Enqueue(new OutboxMessage("mail", "2"));
            throw new InvalidOperationException();
        }));
        (await store.Outbox.ListAsync(new PageRequest(10))).Items.Single().Payload.ShouldBe("""{"to":1}""");
    }

    [Fact]
    public async Task Of_one_kind_and_key_one_is_under_way()
    {
        var store = await OpenAsync();
        var message = new OutboxMessage("mail", "1") { DedupeKey = "k" };
        var first = await store.Outbox.EnqueueAsync(message);
        (await store.Outbox.EnqueueAsync(message)).ShouldBeNull();
        (await store.Outbox.EnqueueAsync(message with { Kind = "other" })).ShouldNotBeNull();
        (await store.Outbox.EnqueueAsync(message with { DedupeKey = null })).ShouldNotBeNull();
        await using (var lease = await store.Outbox.LeaseAsync("mail", "worker", 1, Minute))
        {
            (await store.Outbox.EnqueueAsync(message)).ShouldBeNull("also while somebody works on it");
            lease.Items.Single().Position.ShouldBe(first!.Value);
            await lease.CompleteAsync(lease.Items);
        }

        (await store.Outbox.EnqueueAsync(message)).ShouldNotBeNull("once it's done the next may come");
    }

    [Fact]
    public async Task What_is_lent_is_nobody_elses_until_the_lease_ends_and_then_a_late_report_is_refused()
    {
        var store = await OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            await store.Outbox.EnqueueAsync(new OutboxMessage("mail", $"{i}"));
        }

        var first = await store.Outbox.LeaseAsync("mail", "one", 3, Minute);
        first.Items.Select(static row => (row.Payload, row.Attempts)).ShouldBe([("0", 1), ("1", 1), ("2", 1)]);
        await using (var second = await store.Outbox.LeaseAsync("mail", "two", 10, Minute))
        {
            second.Items.Select(static row => row.Payload).ShouldBe(["3", "4"]);
        }

        (await store.Outbox.CountAsync()).Single().ShouldSatisfyAllConditions(
            static figures => figures.Leased.ShouldBe(3),
            static figures => figures.Waiting.ShouldBe(2));
        clock.Move(TimeSpan.FromSeconds(40));
        await first.RenewAsync();
        clock.Move(TimeSpan.FromSeconds(40));
        (await LeasedAsync(store, "two", 10)).ShouldBe(["3", "4"], "it was renewed");
        clock.Move(TimeSpan.FromSeconds(21));
        await first.CompleteAsync([first.Items[0]]);
        await first.CompleteAsync([first.Items[0]]);
        var late = await store.Outbox.LeaseAsync("mail", "two", 1, Minute);
        late.Items.Single().ShouldSatisfyAllConditions(static row => row.Payload.ShouldBe("3"), static row => row.Attempts.ShouldBe(1, "what was given back had no try"));
        var rest = await store.Outbox.LeaseAsync("mail", "two", 10, Minute);
        rest.Items.Single(static row => row.Payload == "1").Attempts.ShouldBe(2);
        await Should.ThrowAsync<LeaseLostException>(async () => await first.CompleteAsync([first.Items[1]]));
        await Should.ThrowAsync<LeaseLostException>(async () => await first.FailAsync([first.Items[2]], "late"));
        await Should.ThrowAsync<LeaseLostException>(async () => await first.RenewAsync());
        await first.DisposeAsync();
        await rest.CompleteAsync(rest.Items);
        await late.CompleteAsync(late.Items);
        (await store.Outbox.CountAsync()).Single().Done.ShouldBe(5);
    }

    [Fact]
    public async Task A_failure_waits_longer_each_time_and_the_last_is_a_dead_letter()
    {
        var store = await OpenAsync();
        var position = (await store.Outbox.EnqueueAsync(new OutboxMessage("mail", "1") { MaxAttempts = 4 }))!.Value;
        foreach (var wait in (int[])[10, 20, 25])
        {
            await using var lease = await store.Outbox.LeaseAsync("mail", "worker", 1, Minute, Backoff);
            await lease.FailAsync(lease.Items, "refused");
            await lease.FailAsync(lease.Items, "refused");
            clock.Move(TimeSpan.FromSeconds(wait - 1));
            (await LeasedAsync(store, "worker", 1)).ShouldBeEmpty();
            clock.Move(TimeSpan.FromSeconds(1));
        }

        await using (var last = await store.Outbox.LeaseAsync("mail", "worker", 1, Minute, Backoff))
        {
            last.Items.Single().Attempts.ShouldBe(4);
            await last.FailAsync(last.Items, "refused for good");
        }

        (await store.Outbox.ListAsync(new PageRequest(10), state: OutboxState.Dead)).Items.Single().ShouldSatisfyAllConditions(
            static row => row.LastError.ShouldBe("refused for good"),
            static row => row.DeadAt.ShouldNotBeNull());
        (await store.Outbox.RetryAsync(position)).ShouldBeTrue();
        (await store.Outbox.RetryAsync(position)).ShouldBeFalse();
        await using var again = await store.Outbox.LeaseAsync("mail", "worker", 1, Minute, Backoff);
        again.Items.Single().Attempts.ShouldBe(1);
        await again.FailAsync(again.Items, "no such address", isPermanent: true);
        (await store.Outbox.FindAsync(position))!.DeadAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_dies_with_the_last_try_leaves_a_dead_letter()
    {
        var store = await OpenAsync();
        await store.Outbox.EnqueueAsync(new OutboxMessage("mail", "1") { MaxAttempts = 1 });
        await store.Outbox.EnqueueAsync(new OutboxMessage("mail", "2"));
        _ = await store.Outbox.LeaseAsync("mail", "worker", 1, Minute);
        clock.Move(Minute);
        (await LeasedAsync(store, "worker", 2)).ShouldBe(["2"]);
        (await store.Outbox.CountAsync()).Single().Dead.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_sent_before_its_time()
    {
        var store = await OpenAsync();
        await store.Outbox.EnqueueAsync(new OutboxMessage("mail", "7") { AvailableAt = clock.GetUtcNow() + Minute });
        (await LeasedAsync(store, "worker", 1)).ShouldBeEmpty();
        clock.Move(Minute);
        (await LeasedAsync(store, "worker", 1)).ShouldBe(["7"]);
    }

    [Fact]
    public async Task A_handler_gets_each_entry_until_it_is_done()
    {
        var store = await OpenAsync();
        await store.Outbox.EnqueueAsync(new OutboxMessage("mail", "1"));
        using var ending = new CancellationTokenSource();
        var seen = new List<(string Payload, int Attempt)>();
        var handling = store.Outbox.HandleAsync(
            "mail",
            "worker",
            (row, _) =>
            {
                seen.Add((row.Payload, row.Attempts));
                if (seen.Count == 3)
                {
                    ending.Cancel();
                }

                return seen.Count == 1 ? throw new InvalidOperationException("a secret") : ValueTask.CompletedTask;
            },
            backoff: new OutboxBackoff { First = TimeSpan.Zero },
            cancellationToken: ending.Token).AsTask();
        await store.Outbox.EnqueueAsync(new OutboxMessage("mail", "2"));
        await Should.ThrowAsync<OperationCanceledException>(handling);
        seen.ShouldContain(("1", 1));
        seen.ShouldContain(("1", 2));
        seen.ShouldContain(("2", 1));
    }

    [Fact]
    public async Task What_has_ended_is_taken_away_and_dead_letters_only_when_asked()
    {
        var store = await OpenAsync();
        for (var i = 0; i < 3; i++)
        {
            await store.Outbox.EnqueueAsync(new OutboxMessage("mail", $"{i}"));
        }

        await using (var lease = await store.Outbox.LeaseAsync("mail", "worker", 2, Minute))
        {
            await lease.CompleteAsync([lease.Items[0]]);
            await lease.FailAsync([lease.Items[1]], "no", isPermanent: true);
        }

        (await store.Outbox.RemoveEndedAsync(clock.GetUtcNow().AddDays(-1), dead: true)).ShouldBe(0);
        (await store.Outbox.RemoveEndedAsync(clock.GetUtcNow().AddDays(1))).ShouldBe(1);
        (await store.Outbox.RemoveEndedAsync(clock.GetUtcNow().AddDays(1), dead: true)).ShouldBe(1);
        (await store.Outbox.ListAsync(new PageRequest(10))).Items.Single().Payload.ShouldBe("2");
    }

    [Fact]
    public async Task A_worker_reports_what_it_has_and_bad_input_is_refused()
    {
        var store = await OpenAsync();
        await store.Outbox.EnqueueAsync(new OutboxMessage("mail", "1"));
        await store.Outbox.EnqueueAsync(new OutboxMessage("mail", "2"));
        await using var one = await store.Outbox.LeaseAsync("mail", "one", 1, Minute);
        await using var two = await store.Outbox.LeaseAsync("mail", "two", 1, Minute);
        await Should.ThrowAsync<ArgumentException>(async () => await one.CompleteAsync(two.Items));
        await Should.ThrowAsync<ConstraintException>(async () => await store.Outbox.EnqueueAsync(new OutboxMessage("mail", "no json")));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await store.Outbox.EnqueueAsync(new OutboxMessage("mail", "1") { MaxAttempts = 0 }));
        await Should.ThrowAsync<ArgumentException>(async () => await store.Outbox.EnqueueAsync(new OutboxMessage("", "1")));
    }

    private async Task<string[]> LeasedAsync(LineageStore store, string owner, int max)
    {
        await using var lease = await store.Outbox.LeaseAsync("mail", owner, max, Minute, Backoff);
        return [.. lease.Items.Select(static row => row.Payload)];
    }

    private async Task<LineageStore> OpenAsync()
        => opened = await LineageStore.OpenAsync(new DatabaseOptions { Path = Path.Combine(folder, "store.db"), TimeProvider = clock });
}

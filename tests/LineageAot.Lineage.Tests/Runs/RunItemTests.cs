namespace LineageAot.Lineage.Tests.Runs;

public sealed class RunItemTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Items_are_noted_once()
    {
        await using var setup = await RunSetup.OpenAsync();
        await using var run = await StartAsync(setup, 0);
        (await run.PendAsync("embed", RunSetup.Keys(1100))).ShouldBe(1100);
        (await run.PendAsync("embed", RunSetup.Keys(1101))).ShouldBe(1);
        (await run.PendAsync("embed", RunSetup.Keys(1), "document")).ShouldBe(1);
        (await run.PendAsync("other stage", [])).ShouldBe(0);
        await Should.ThrowAsync<ArgumentException>(async () => await run.PendAsync(" ", RunSetup.Keys(1)));

        var seen = new List<Guid>();
        var request = new PageRequest(300) { WithTotal = true };
        do
        {
            var page = await run.ListUnfinishedAsync("embed", request);
            page.Total.ShouldBe(request.WithTotal ? 1102 : null);
            seen.AddRange(page.Items.Select(item => item.TargetId));
            request = page.Next is null ? null! : new PageRequest(300) { After = page.Next };
        }
        while (request is not null);
        seen.Count.ShouldBe(1102);
        seen.Distinct().Count().ShouldBe(1101);
    }

    [Fact]
    public async Task Workers_never_hold_the_same_item()
    {
        await using var setup = await RunSetup.OpenAsync();
        await using var run = await StartAsync(setup, 100);
        var leases = await Task.WhenAll(Enumerable.Range(0, 16).Select(worker => Task.Run(async () => await run.LeaseItemsAsync("embed", $"worker {worker}", 7, Minute))));
        var items = leases.SelectMany(lease => lease.Items).ToList();
        items.Count.ShouldBe(100);
        items.Select(item => item.TargetId).Distinct().Count().ShouldBe(100);
        await leases[0].DisposeAsync();
        await using var next = await run.LeaseItemsAsync("embed", "another", 100, Minute);
        next.Items.Select(item => item.TargetId).ShouldBe(leases[0].Items.Select(item => item.TargetId), ignoreOrder: true);
        next.Items.ShouldAllBe(item => item.Attempts == 2);
    }

    [Fact]
    public async Task A_late_worker_is_refused_and_nothing_of_its_report_is_written()
    {
        await using var setup = await RunSetup.OpenAsync();
        await using var run = await StartAsync(setup, 3);
        var late = await run.LeaseItemsAsync("embed", "worker", 3, Minute);
        await late.CompleteAsync([late.Items[2]]);
        setup.Clocks.Pass(TimeSpan.FromSeconds(61));

        // The same name: the number of the attempt tells the two apart.
        await using var next = await run.LeaseItemsAsync("embed", "worker", 1, Minute);
        next.Items.Single().TargetId.ShouldBe(late.Items[0].TargetId);
        await Should.ThrowAsync<LeaseLostException>(async () => await late.CompleteAsync([late.Items[1], late.Items[0]]));
        await Should.ThrowAsync<LeaseLostException>(async () => await late.FailAsync([late.Items[0]], ErrorCategory.Unknown, "late"));
        await Should.ThrowAsync<LeaseLostException>(async () => await late.SkipAsync([late.Items[0]], "late"));
        await Should.ThrowAsync<LeaseLostException>(async () => await late.RenewAsync());
        setup.Scalar("select count(*) from run_items where status = 'succeeded'").ShouldBe(1);
        await late.CompleteAsync([late.Items[1]]); // Nobody else has it.
        await late.DisposeAsync();
        setup.Scalar("select count(*) from run_items where status = 'running' and attempts = 2").ShouldBe(1);
        await next.CompleteAsync(next.Items, """{"ms":3}""");
        setup.Scalar("select count(*) from run_items where metrics = '{\"ms\":3}'").ShouldBe(1);
        await Should.ThrowAsync<LeaseLostException>(async () => await late.CompleteAsync([late.Items[0]])); // It says the same, but of another attempt.
    }

    [Fact]
    public async Task The_same_report_again_changes_nothing_and_another_one_is_refused()
    {
        await using var setup = await RunSetup.OpenAsync();
        await using var run = await StartAsync(setup, 1);
        await using var lease = await run.LeaseItemsAsync("embed", "worker", 1, Minute);
        await lease.FailAsync(lease.Items, ErrorCategory.Unknown, "boom", "memory:trace");
        await lease.FailAsync(lease.Items, ErrorCategory.Unknown, "boom", "memory:trace");
        await Should.ThrowAsync<LeaseLostException>(async () => await lease.CompleteAsync(lease.Items));
        var item = (await setup.Workspace.ListItemsAsync(run.Id, new PageRequest(1))).Items.Single();
        (item.Status, item.ErrorCategory, item.Error, item.DetailUri, item.Attempts, item.LeaseOwner).ShouldBe((RunItemStatus.Failed, ErrorCategory.Unknown, "boom", "memory:trace", 1, null));
        await Should.ThrowAsync<ArgumentException>(async () => await lease.CompleteAsync([item with { TargetId = Guid.NewGuid() }]));
        await Should.ThrowAsync<ArgumentException>(async () => await lease.CompleteAsync(lease.Items, "{"));
    }

    [Fact]
    public async Task What_may_pass_is_tried_so_often_and_what_failed_for_good_once()
    {
        await using var setup = await RunSetup.OpenAsync();
        await using var run = await StartAsync(setup, 2);
        await using (var lease = await run.LeaseItemsAsync("embed", "worker", 2, Minute, maxAttempts: 3))
        {
            await lease.FailAsync([lease.Items[0]], ErrorCategory.Permanent, "too long");
            await lease.FailAsync([lease.Items[1]], ErrorCategory.Transient, "timeout");
        }

        for (var attempt = 2; attempt <= 3; attempt++)
        {
            await using var lease = await run.LeaseItemsAsync("embed", "worker", 2, Minute, maxAttempts: 3);
            lease.Items.Select(item => (item.TargetId, item.Attempts)).ShouldBe([(RunSetup.Keys(2)[1], attempt)]);
            await lease.FailAsync(lease.Items, ErrorCategory.Transient, "timeout");
        }

        (await run.LeaseItemsAsync("embed", "worker", 2, Minute, maxAttempts: 3)).Items.ShouldBeEmpty();
        (await run.LeaseItemsAsync("embed", "worker", 2, Minute)).Items.Count.ShouldBe(1);
        (await run.UnfinishedAsync("embed")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_item_whose_workers_never_come_back_is_given_up()
    {
        await using var setup = await RunSetup.OpenAsync();
        await using var run = await StartAsync(setup, 1);
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            (await run.LeaseItemsAsync("embed", "worker", 1, Minute, maxAttempts: 2)).Items.Count.ShouldBe(1);
            setup.Clocks.Pass(Minute);
            await run.HeartbeatAsync();
        }

        (await run.LeaseItemsAsync("embed", "worker", 1, Minute, maxAttempts: 2)).Items.ShouldBeEmpty();
        var item = (await run.UnfinishedAsync("embed")).Single();
        (item.Status, item.ErrorCategory, item.Attempts).ShouldBe((RunItemStatus.Failed, ErrorCategory.Unknown, 2));
    }

    [Fact]
    public async Task A_renewed_lease_lasts_from_now()
    {
        await using var setup = await RunSetup.OpenAsync();
        await using var run = await StartAsync(setup, 1);
        await using var lease = await run.LeaseItemsAsync("embed", "worker", 1, Minute);
        setup.Clocks.Pass(TimeSpan.FromSeconds(50));
        await lease.RenewAsync();
        setup.Clocks.Pass(TimeSpan.FromSeconds(50));
        (await run.LeaseItemsAsync("embed", "other", 1, Minute)).Items.ShouldBeEmpty();
        setup.Clocks.Pass(TimeSpan.FromSeconds(10));
        (await run.LeaseItemsAsync("embed", "other", 1, Minute)).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_run_that_ends_gives_back_what_its_workers_hold()
    {
        await using var setup = await RunSetup.OpenAsync();
        var run = await StartAsync(setup, 2);
        var lease = await run.LeaseItemsAsync("embed", "worker", 1, Minute);
        await run.SucceedAsync();
        setup.Scalar("select count(*) from run_items where status = 'pending' and lease_owner is null and lease_until is null").ShouldBe(2);
        await Should.ThrowAsync<InvalidOperationException>(async () => await lease.CompleteAsync(lease.Items));
        await lease.DisposeAsync();
    }

    [Fact]
    public async Task A_lease_that_cannot_be_is_refused()
    {
        await using var setup = await RunSetup.OpenAsync();
        await using var run = await StartAsync(setup, 1);
        await Should.ThrowAsync<ArgumentException>(async () => await run.LeaseItemsAsync("", "worker", 1, Minute));
        await Should.ThrowAsync<ArgumentException>(async () => await run.LeaseItemsAsync("embed", " ", 1, Minute));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await run.LeaseItemsAsync("embed", "worker", 0, Minute));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await run.LeaseItemsAsync("embed", "worker", 10_001, Minute));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await run.LeaseItemsAsync("embed", "worker", 1, TimeSpan.Zero));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await run.LeaseItemsAsync("embed", "worker", 1, Minute, maxAttempts: 0));
    }

    private static async Task<RunScope> StartAsync(RunSetup setup, int items)
    {
        var run = await setup.Workspace.StartRunAsync(new RunRequest("index") { Lease = TimeSpan.FromHours(1) });
        await run.PendAsync("embed", RunSetup.Keys(items));
        return run;
    }
}

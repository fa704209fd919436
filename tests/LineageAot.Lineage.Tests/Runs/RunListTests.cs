namespace LineageAot.Lineage.Tests.Runs;

public sealed class RunListTests
{
    [Fact]
    public async Task Runs_come_in_pages_newest_first_or_last_changed_first()
    {
        await using var setup = await RunSetup.OpenAsync();
        var runs = new List<RunScope>();
        for (var i = 0; i < 7; i++)
        {
            runs.Add(await setup.Workspace.StartRunAsync(new RunRequest("index") { Lease = TimeSpan.FromHours(1) }));
            setup.Clocks.Pass(TimeSpan.FromSeconds(1));
        }

        for (var i = 0; i < 7; i++)
        {
            await runs[6 - i].HeartbeatAsync(i); // The first is changed last.
            setup.Clocks.Pass(TimeSpan.FromSeconds(1));
        }

        (await AllAsync(page => setup.Workspace.ListRunsAsync(page), 7)).ShouldBe(runs.Select(run => run.Id).Reverse());
        (await AllAsync(page => setup.Workspace.ListRunsAsync(page, order: ListOrder.LastChangedFirst), 7)).ShouldBe(runs.Select(run => run.Id));
        await runs[2].SucceedAsync();
        setup.Clocks.Pass(TimeSpan.FromSeconds(1));
        await runs[5].SucceedAsync();
        (await AllAsync(page => setup.Workspace.ListRunsAsync(page, RunStatus.Succeeded), 2)).ShouldBe([runs[5].Id, runs[2].Id]);
        (await AllAsync(page => setup.Workspace.ListRunsAsync(page, RunStatus.Succeeded, ListOrder.LastChangedFirst), 2)).ShouldBe([runs[5].Id, runs[2].Id]);
        (await AllAsync(page => setup.Workspace.ListRunsAsync(page, RunStatus.Queued), 0)).ShouldBeEmpty();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await setup.Workspace.ListRunsAsync(new PageRequest(1), order: (ListOrder)9));
    }

    [Fact]
    public async Task Items_come_in_pages_by_stage_and_status()
    {
        await using var setup = await RunSetup.OpenAsync();
        await using var run = await setup.Workspace.StartRunAsync(new RunRequest("index"));
        await run.PendAsync("embed", RunSetup.Keys(5));
        await run.PendAsync("rank", RunSetup.Keys(2));
        await using var lease = await run.LeaseItemsAsync("embed", "worker", 2, TimeSpan.FromMinutes(1));
        await lease.CompleteAsync(lease.Items);
        (await CountAsync(null, null)).ShouldBe(7);
        (await CountAsync(null, "rank")).ShouldBe(2);
        (await CountAsync(RunItemStatus.Pending, null)).ShouldBe(5);
        (await CountAsync(RunItemStatus.Succeeded, "embed")).ShouldBe(2);
        (await CountAsync(RunItemStatus.Succeeded, "rank")).ShouldBe(0);

        async Task<int> CountAsync(RunItemStatus? status, string? stage)
        {
            var seen = new HashSet<(string, Guid)>();
            var page = await setup.Workspace.ListItemsAsync(run.Id, new PageRequest(2) { WithTotal = true }, status, stage);
            var total = page.Total;
            seen.UnionWith(page.Items.Select(item => (item.Stage, item.TargetId)));
            while (page.Next is not null)
            {
                page = await setup.Workspace.ListItemsAsync(run.Id, new PageRequest(2) { After = page.Next }, status, stage);
                seen.UnionWith(page.Items.Select(item => (item.Stage, item.TargetId)));
            }

            total.ShouldBe(seen.Count);
            return seen.Count;
        }
    }

    private static async Task<List<RunId>> AllAsync(Func<PageRequest, ValueTask<ListPage<Run>>> list, long total)
    {
        var seen = new List<RunId>();
        var page = await list(new PageRequest(3) { WithTotal = true });
        page.Total.ShouldBe(total);
        seen.AddRange(page.Items.Select(run => run.Id));
        while (page.Next is { } next)
        {
            page = await list(new PageRequest(3) { After = Cursor.Parse(next.ToString()) });
            page.Total.ShouldBeNull();
            seen.AddRange(page.Items.Select(run => run.Id));
        }

        return seen;
    }
}

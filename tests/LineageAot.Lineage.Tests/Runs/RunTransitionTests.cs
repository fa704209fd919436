namespace LineageAot.Lineage.Tests.Runs;

public sealed class RunTransitionTests
{
    public static TheoryData<RunStatus, RunStatus> Pairs()
    {
        var pairs = new TheoryData<RunStatus, RunStatus>();
        foreach (var from in Enum.GetValues<RunStatus>())
        {
            foreach (var to in Enum.GetValues<RunStatus>().Where(status => status != RunStatus.Queued))
            {
                pairs.Add(from, to);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Only_queued_to_running_to_an_end_is_a_way(RunStatus from, RunStatus to)
    {
        await using var setup = await RunSetup.OpenAsync();
        var id = await setup.Workspace.QueueRunAsync(new RunRequest("index") { IdempotencyKey = "today" });
        if (from != RunStatus.Queued)
        {
            await using var scope = await setup.Workspace.StartQueuedRunAsync(id);
            await using var late = await setup.Workspace.StartRunAsync(new RunRequest("index") { IdempotencyKey = "today" });
            if (from != RunStatus.Running)
            {
                await GoAsync(setup, id, scope, from);
            }

            await CheckAsync(setup, id, late, from, to, isAllowed: from == RunStatus.Running && to != RunStatus.Running);
            return;
        }

        // Nobody has a scope of a queued run: it's taken, or canceled from outside.
        if (to is RunStatus.Running or RunStatus.Canceled or RunStatus.Abandoned)
        {
            await CheckAsync(setup, id, null, from, to, isAllowed: to != RunStatus.Abandoned);
        }
    }

    private static async Task CheckAsync(RunSetup setup, RunId id, RunScope? scope, RunStatus from, RunStatus to, bool isAllowed)
    {
        var before = await setup.RunAsync(id);
        var events = setup.Scalar("select count(*) from events");
        if (isAllowed || to == RunStatus.Abandoned || (from, to) == (RunStatus.Canceled, RunStatus.Canceled))
        {
            await GoAsync(setup, id, scope, to); // Reaping passes over what it can't; canceling what is canceled changes nothing.
        }
        else
        {
            (await Should.ThrowAsync<LineageConflictException>(async () => await GoAsync(setup, id, scope, to))).Message.ShouldContain($"is {from.ToString().ToLowerInvariant()}");
        }

        var after = await setup.RunAsync(id);
        after.Status.ShouldBe(isAllowed ? to : from);
        setup.Scalar("select count(*) from events").ShouldBe(isAllowed ? events + 1 : events);
        if (!isAllowed)
        {
            after.ShouldBe(before);
        }
    }

    private static async Task GoAsync(RunSetup setup, RunId id, RunScope? scope, RunStatus to)
    {
        switch (to)
        {
            case RunStatus.Running:
                await setup.Workspace.StartQueuedRunAsync(id);
                break;
            case RunStatus.Succeeded:
                await scope!.SucceedAsync();
                break;
            case RunStatus.Partial:
                await scope!.PartialAsync("two failed");
                break;
            case RunStatus.Failed:
                await scope!.FailAsync("io", "the disk went away");
                break;
            case RunStatus.Canceled:
                await setup.Workspace.CancelRunAsync(id);
                break;
            default:
                setup.Clocks.Pass(TimeSpan.FromHours(1));
                await setup.Store.ReapAbandonedAsync();
                break;
        }
    }
}

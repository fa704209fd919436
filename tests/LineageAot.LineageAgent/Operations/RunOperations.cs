using LineageAot.Lineage;

namespace LineageAot.LineageAgent.Operations;

/// <summary>Runs and their items.</summary>
internal static class RunOperations
{
    private const string Stage = "work";

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("run", static bench => Task.CompletedTask, static bench => bench.InRunAsync(HeartbeatAsync)),
        new("run-items", static bench => Task.CompletedTask, static bench => bench.InRunAsync(WorkAsync)),
        new("queue", static bench => Task.CompletedTask, QueueAsync),
        new("reap", PrepareDeadRunsAsync, static async bench => await bench.Store.ReapAbandonedAsync()),
        new("resume", PrepareUnfinishedAsync, static bench => bench.InRunAsync(static run => Task.CompletedTask)),
        new("schedules", PrepareSchedulesAsync, StartDueAsync),
    ];

    private static IEnumerable<Guid> Targets(int count) => Enumerable.Range(1, count).Select(static i => new Guid(i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]));

    private static async Task HeartbeatAsync(RunScope run)
    {
        for (var i = 0; i < 20; i++)
        {
            await run.HeartbeatAsync(i, 20);
        }
    }

    private static async Task WorkAsync(RunScope run)
    {
        await run.PendAsync(Stage, Targets(2000), "thing");
        while (true)
        {
            await using var lease = await run.LeaseItemsAsync(Stage, "worker", 200, TimeSpan.FromMinutes(1));
            if (lease.Items.Count == 0)
            {
                return;
            }

            await lease.SkipAsync(lease.Items.Take(1), "It isn't wanted.");
            await lease.FailAsync(lease.Items.Skip(1).Take(1), ErrorCategory.Permanent, "It can't be done.");
            await lease.CompleteAsync(lease.Items.Skip(2));
        }
    }

    private static async Task QueueAsync(Bench bench)
    {
        for (var i = 0; i < 10; i++)
        {
            var id = await bench.Workspace.QueueRunAsync(new RunRequest("index") { IdempotencyKey = $"queued-{i}", Trigger = "queue" });
            if ((await bench.Workspace.GetRunAsync(id))!.Status == RunStatus.Queued)
            {
                await bench.Workspace.CancelRunAsync(id);
            }
        }
    }

    // Left as a process does that dies: their leases have ended as they begin.
    private static async Task PrepareDeadRunsAsync(Bench bench)
    {
        for (var i = 0; i < 300; i++)
        {
            var run = await bench.Workspace.StartRunAsync(new RunRequest("index") { Trigger = "dead", Lease = TimeSpan.Zero });
            await run.PendAsync(Stage, Targets(5), "thing");
            await run.LeaseItemsAsync(Stage, "worker", 3, TimeSpan.FromMinutes(1));
        }
    }

    private static async Task PrepareUnfinishedAsync(Bench bench)
    {
        var run = await bench.Workspace.StartRunAsync(new RunRequest("index") { Trigger = Bench.Trigger, Lease = TimeSpan.Zero });
        await run.PendAsync(Stage, Targets(2000), "thing");
        await bench.Store.ReapAbandonedAsync();
    }

    private static async Task PrepareSchedulesAsync(Bench bench)
    {
        var pipeline = await bench.Workspace.AddPipelineAsync(new PipelineSpec("nightly"));
        for (var i = 0; i < 20; i++)
        {
            await bench.Workspace.AddOrUpdateScheduleAsync(new ScheduleSpec($"schedule-{i}", pipeline.Id) { Interval = TimeSpan.FromDays(1), NextRunAt = DateTimeOffset.UnixEpoch });
        }
    }

    private static async Task StartDueAsync(Bench bench) => await bench.Store.StartDueAsync(DateTimeOffset.UnixEpoch.AddHours(1), static schedule => schedule.NextRunAt + schedule.Interval);
}

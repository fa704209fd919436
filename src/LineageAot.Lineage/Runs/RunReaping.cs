namespace LineageAot.Lineage;

/// <summary>A live run, as far as its death is concerned.</summary>
[Row]
internal readonly partial record struct LiveRun(RunId Id, WorkspaceId WorkspaceId, string? Owner, DateTimeOffset LeaseUntil);

/// <summary>Finds runs whose owner is dead, and ends them.</summary>
internal static partial class RunReaping
{
    private const int PageSize = 1000;

    // Runs of one unit.
    private const int Slice = 100;

    [Query("""
        select id, workspace_id, owner, lease_until from runs
        where status in ('queued', 'running') and lease_until is not null
        order by lease_until, id
        """)]
    private static partial ValueTask<Page<LiveRun>> ListLiveAsync(this ReadSource source, int size, Cursor? after = null, CancellationToken cancellationToken = default);

    public static async ValueTask<IReadOnlyList<Run>> ReapAsync(LineageStore store, ClockGap clocks, CancellationToken cancellationToken)
    {
        var waking = clocks.Look();
        var candidates = await FindAsync(store, cancellationToken).ConfigureAwait(false);
        var reaped = new List<Run>();
        foreach (var slice in candidates.Chunk(Slice))
        {
            reaped.AddRange(await store.Journal.WriteAsync((unit, events) => Reap(unit, events, slice, waking, store.Now), cancellationToken: cancellationToken).ConfigureAwait(false));
        }

        return reaped;
    }

    private static async ValueTask<List<(LiveRun Run, bool IsGone)>> FindAsync(LineageStore store, CancellationToken cancellationToken)
    {
        var now = store.Now;
        var gone = new Dictionary<string, bool>(StringComparer.Ordinal);
        var candidates = new List<(LiveRun Run, bool IsGone)>();
        Cursor? after = null;
        do
        {
            var page = await store.Database.ListLiveAsync(PageSize, after, cancellationToken).ConfigureAwait(false);
            foreach (var run in page.Items)
            {
                var owner = run.Owner ?? "";
                if (!gone.TryGetValue(owner, out var isGone))
                {
                    gone[owner] = isGone = RunOwner.IsGone(run.Owner);
                }

                if (isGone || run.LeaseUntil <= now)
                {
                    candidates.Add((run, isGone));
                }
            }

            after = page.Next;
        }
        while (after is not null);

        return candidates;
    }

    // What was read before the unit may be over: the owner gave a sign of life, or ended the run.
    private static List<Run> Reap(WriteScope unit, RunEvents events, (LiveRun Run, bool IsGone)[] candidates, TimeSpan? waking, DateTimeOffset now)
    {
        var reaped = new List<Run>();
        foreach (var (candidate, isGone) in candidates)
        {
            if (unit.FindRun(candidate.WorkspaceId, candidate.Id) is not { Status: RunStatus.Running } run || run.Owner != candidate.Owner || !(isGone || IsSilent(run, waking, now)))
            {
                continue;
            }

            var end = new RunEnd(RunStatus.Abandoned, run.Stats, "abandoned", "Its process ended, or gave no sign of life, before the run did.");
            RunWriting.Finish(unit, events, run.Id, run.Status, end, now);
            reaped.Add(unit.FindRun(run.WorkspaceId, run.Id)!);
        }

        return reaped;
    }

    private static bool IsSilent(Run run, TimeSpan? waking, DateTimeOffset now)
        => run.LeaseUntil <= now && (waking is not { } since || since >= run.LeaseUntil - run.HeartbeatAt);
}

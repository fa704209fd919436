namespace LineageAot.Lineage;

/// <summary>In whose name a run is written: every write of a run shows it first, in its own unit.</summary>
internal readonly record struct RunFence(WorkspaceId Workspace, RunId Run, string Owner, TimeSpan Lease);

/// <summary>What a fence is held against.</summary>
[Row]
internal readonly partial record struct RunState(RunStatus Status, string? Owner, DateTimeOffset? LeaseUntil);

/// <summary>The one place that refuses the late owner of a run.</summary>
internal static class RunFencing
{
    /// <summary>
    /// Refuses a unit of a run that isn't running any more or isn't its owner's. A write is a sign of life: where less than half of the lease is left, or more than it
    /// can be (the clock went back), it's renewed first. So an owner that slept renews before it writes.
    /// </summary>
    /// <exception cref="LeaseLostException">It has ended, or isn't the owner's. The unit is undone.</exception>
    public static void RequireRunning(this WriteScope unit, in RunFence fence, DateTimeOffset now)
    {
        var state = unit.FindState(fence.Workspace, fence.Run) ?? throw new LeaseLostException($"There is no run {fence.Run.Value} any more. Nothing was written.");
        if (state.Status != RunStatus.Running)
        {
            throw new LeaseLostException(
                $"The run {fence.Run.Value} is {RunTransitions.NameOf(state.Status)} (runs.status): it was ended by somebody else, or silent for longer than its lease. Nothing was written. ResumeRunAsync goes on from a run that ended without success.");
        }

        if (state.Owner != fence.Owner)
        {
            throw new LeaseLostException($"The run {fence.Run.Value} is another process's (runs.owner). Nothing was written.");
        }

        var left = state.LeaseUntil - now;
        if (left is null || left < fence.Lease / 2 || left > fence.Lease)
        {
            unit.Renew(fence.Run, now, now + fence.Lease);
        }
    }
}

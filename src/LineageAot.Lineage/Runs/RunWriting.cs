namespace LineageAot.Lineage;

/// <summary>A run that was asked for.</summary>
/// <param name="Row">The run.</param>
/// <param name="IsJoined">Whether it had been started before.</param>
internal readonly record struct StartedRun(Run Row, bool IsJoined);

/// <summary>How a run ends.</summary>
internal readonly record struct RunEnd(RunStatus Status, string? Stats, string? ErrorType, string? Message);

/// <summary>Guarded transitions of runs, inside a unit; what happened is noted, for <see cref="RunJournal"/> to append.</summary>
internal static class RunWriting
{
    /// <summary>Starts a run, or finds the one that the key has started; one that the key has queued is taken.</summary>
    public static StartedRun Start(WriteScope unit, RunEvents events, WorkspaceId workspace, RunRequest request, DateTimeOffset now)
    {
        if (FindByKey(unit, workspace, request) is not { } existing)
        {
            return new StartedRun(Add(unit, events, workspace, request, RunStatus.Running, now), IsJoined: false);
        }

        return existing.Status == RunStatus.Queued
            ? new StartedRun(Take(unit, events, existing, request.Lease, now), IsJoined: false)
            : new StartedRun(existing, IsJoined: true);
    }

    /// <summary>Queues a run, or finds the one that the key has made, however far it is.</summary>
    public static Run Queue(WriteScope unit, RunEvents events, WorkspaceId workspace, RunRequest request, DateTimeOffset now)
        => FindByKey(unit, workspace, request) ?? Add(unit, events, workspace, request, RunStatus.Queued, now);

    /// <summary>Takes a queued run: of two callers one.</summary>
    /// <exception cref="LineageConflictException">It isn't queued.</exception>
    public static Run Take(WriteScope unit, RunEvents events, Run run, TimeSpan lease, DateTimeOffset now)
    {
        unit.RequireActiveWorkspace(run.WorkspaceId);
        if (!RunTransitions.IsAllowed(run.Status, RunStatus.Running) || unit.Take(run.Id, RunOwner.Current, now, now + lease) == 0)
        {
            throw Refused(run.Id, run.Status, "started: somebody else was first, or it has ended");
        }

        events.Add(run.Id, "run.started", run.Params, now, actor: run.Actor, traceId: run.TraceId);
        return unit.FindRun(run.WorkspaceId, run.Id)!;
    }

    /// <summary>Ends a run that is running and the caller's own.</summary>
    /// <exception cref="LineageConflictException">It isn't.</exception>
    public static void End(WriteScope unit, RunEvents events, in RunFence fence, in RunEnd end, DateTimeOffset now)
    {
        if (!TryEnd(unit, events, fence, end, now, out var state))
        {
            throw state is not { } present ? new LineageNotFoundException("run", fence.Run.Value)
                : present.Status == RunStatus.Running ? new LineageConflictException($"The run {fence.Run.Value} is another process's (runs.owner), and can't be ended by this one; CancelRunAsync cancels it. Nothing was written.")
                : Refused(fence.Run, present.Status, $"marked as {RunTransitions.NameOf(end.Status)}");
        }
    }

    /// <summary>As <see cref="End"/>; false, and nothing written, where it's refused.</summary>
    public static bool TryEnd(WriteScope unit, RunEvents events, in RunFence fence, in RunEnd end, DateTimeOffset now, out RunState? state)
    {
        state = unit.FindState(fence.Workspace, fence.Run);
        if (state is not { } present || !(present.Status == RunStatus.Running && present.Owner == fence.Owner))
        {
            return false;
        }

        Finish(unit, events, fence.Run, present.Status, end, now);
        return true;
    }

    /// <summary>Ends a live run, whosever it is: its items are given back, and the event is written.</summary>
    public static void Finish(WriteScope unit, RunEvents events, RunId run, RunStatus from, in RunEnd end, DateTimeOffset now)
    {
        if (!RunTransitions.IsAllowed(from, end.Status) || unit.Finish(run, end.Status, end.Stats, end.ErrorType, end.Message, now) == 0)
        {
            throw Refused(run, from, $"marked as {RunTransitions.NameOf(end.Status)}");
        }

        unit.GiveBackItems(run, now);
        var level = end.Status switch
        {
            RunStatus.Succeeded => EventLevel.Information,
            RunStatus.Failed => EventLevel.Error,
            _ => EventLevel.Warning,
        };
        events.Add(run, "run." + RunTransitions.NameOf(end.Status), end.Stats, now, level);
    }

    public static LineageConflictException Refused(RunId run, RunStatus status, string what)
        => new($"The run {run.Value} is {RunTransitions.NameOf(status)} (runs.status), and can't be {what}. Nothing was written.");

    private static Run? FindByKey(WriteScope unit, WorkspaceId workspace, RunRequest request)
    {
        if (request.IdempotencyKey is not { } key || unit.FindRunByKey(workspace, key) is not { } existing)
        {
            return null;
        }

        return request.Matches(existing)
            ? existing
            : throw new LineageConflictException(
                $"The idempotency key has started the run {existing.Id.Value} of another type or with other parameters (runs.run_type, trigger, pipeline_id, collection_id, params_signature or params). Nothing was written. Ask for the same, or give another key.");
    }

    /// <summary>Adds a run as running or queued, with its event.</summary>
    public static Run Add(WriteScope unit, RunEvents events, WorkspaceId workspace, RunRequest request, RunStatus status, DateTimeOffset now)
    {
        unit.RequireActiveWorkspace(workspace);
        Require(unit, workspace, request);
        var isRunning = status == RunStatus.Running;
        var run = unit.Insert(new Run
        {
            Id = new RunId(Guid.CreateVersion7(now)),
            WorkspaceId = workspace,
            PipelineId = request.PipelineId,
            CollectionId = request.CollectionId,
            ParentRunId = request.ParentRunId,
            RunType = request.RunType,
            Trigger = request.StoredTrigger,
            Status = status,
            IdempotencyKey = request.IdempotencyKey,
            Params = request.Params,
            ParamsSignature = request.ParamsSignature,
            Actor = request.Actor,
            TraceId = request.TraceId,
            Owner = isRunning ? RunOwner.Current : null,
            HeartbeatAt = isRunning ? now : null,
            LeaseUntil = isRunning ? now + request.Lease : null,
            Attempt = request.Attempt,
            StartedAt = isRunning ? now : null,
        });
        events.Add(run.Id, isRunning ? "run.started" : "run.queued", request.Params, now, actor: request.Actor, traceId: request.TraceId);
        return run;
    }

    private static void Require(WriteScope unit, WorkspaceId workspace, RunRequest request)
    {
        if (request.PipelineId is { } pipeline)
        {
            unit.Require(workspace, pipeline);
        }

        if (request.CollectionId is { } collection)
        {
            unit.Require(workspace, collection);
        }

        if (request.ParentRunId is { } parent)
        {
            unit.Require(workspace, parent);
        }
    }
}

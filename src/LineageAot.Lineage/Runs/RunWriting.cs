namespace LineageAot.Lineage;

/// <summary>Guarded transitions of runs, inside a unit: the state and its event are committed together.</summary>
internal static class RunWriting
{
    /// <summary>Starts a run, or finds the one that the key has started.</summary>
    public static Run Start(WriteScope unit, WorkspaceId workspace, RunRequest request, DateTimeOffset now)
    {
        if (request.IdempotencyKey is { } key && unit.FindRunByKey(workspace, key) is { } existing)
        {
            return existing;
        }

        var type = TypeOf(request.Kind);
        var run = unit.Insert(new Run
        {
            Id = new RunId(Guid.CreateVersion7(now)),
            WorkspaceId = workspace,
            ParentRunId = request.ParentRunId,
            RunType = type,
            Trigger = type == RunType.Custom ? request.Kind : "manual",
            Status = RunStatus.Running,
            IdempotencyKey = request.IdempotencyKey,
            Params = request.Params,
            ParamsSignature = request.ParamsSignature,
            Actor = request.Actor,
            TraceId = request.TraceId,
            Owner = RunOwner.Current,
            HeartbeatAt = now,
            LeaseUntil = now + request.Lease,
            Attempt = request.Attempt,
            StartedAt = now,
        });
        unit.AppendRunEvent(run.Id, "run.started", request.Params, now, actor: request.Actor, traceId: request.TraceId);
        return run;
    }

    /// <summary>Ends a live run; false if it has ended already.</summary>
    public static bool Finish(WriteScope unit, RunId run, RunStatus status, string? stats, string? errorType, string? message, DateTimeOffset now)
    {
        if (unit.Finish(run, status, stats, errorType, message, now) == 0)
        {
            return false;
        }

        var level = status switch
        {
            RunStatus.Succeeded => EventLevel.Information,
            RunStatus.Failed => EventLevel.Error,
            _ => EventLevel.Warning,
        };
        unit.AppendRunEvent(run, NameOf(status), stats, now, level);
        return true;
    }

    private static string NameOf(RunStatus status) => status switch
    {
        RunStatus.Succeeded => "run.succeeded",
        RunStatus.Partial => "run.partial",
        RunStatus.Failed => "run.failed",
        RunStatus.Canceled => "run.canceled",
        RunStatus.Abandoned => "run.abandoned",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A run ends in a last status."),
    };

    private static RunType TypeOf(string kind) => kind switch
    {
        "index" => RunType.Index,
        "append" => RunType.Append,
        "reindex" => RunType.Reindex,
        "delete" => RunType.Delete,
        "remove_source" => RunType.RemoveSource,
        _ => RunType.Custom,
    };
}

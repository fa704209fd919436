namespace LineageAot.Lineage;

/// <summary>A run item as one member of a row, so that a page may be ordered within one run.</summary>
[Row]
internal sealed partial record ItemOfRun(RunItem Item);

/// <summary>Goes on from a run that ended without success.</summary>
internal static class RunResuming
{
    private const int Slice = 500;

    /// <summary>The run that goes on; the same one while it's live.</summary>
    public static StartedRun Begin(WriteScope unit, RunEvents events, WorkspaceId workspace, RunId run, TimeSpan lease, DateTimeOffset now)
    {
        var old = unit.FindRun(workspace, run) ?? throw new LineageNotFoundException("run", run.Value);
        if (old.Status is RunStatus.Queued or RunStatus.Running or RunStatus.Succeeded)
        {
            throw RunWriting.Refused(run, old.Status, "resumed");
        }

        return unit.FindResumed(workspace, run, old.Attempt + 1) switch
        {
            null => new StartedRun(RunWriting.Add(unit, events, workspace, RequestOf(old, lease), RunStatus.Running, now), IsJoined: false),
            { Status: RunStatus.Running } live => new StartedRun(live, IsJoined: true),
            { Status: RunStatus.Queued } queued => new StartedRun(RunWriting.Take(unit, events, queued, lease, now), IsJoined: false),
            var ended => throw new LineageConflictException(
                $"The run {run.Value} was resumed by the run {ended.Id.Value}, which is {RunTransitions.NameOf(ended.Status)}. Nothing was written. {(ended.Status == RunStatus.Succeeded ? "There is nothing left to go on with." : "Resume that one.")}"),
        };
    }

    /// <summary>
    /// Copies what the runs before left unfinished. They have ended, so nothing of them changes while they're read; an item counts as the newest of them left it. A repeat changes nothing.
    /// </summary>
    public static async ValueTask TakeOverAsync(RunScope scope, Run run, CancellationToken cancellationToken)
    {
        if (!scope.CanWrite)
        {
            return;
        }

        var database = scope.Workspace.Store.Database;
        var newer = new List<RunId>();
        while (run.Attempt > 1 && run.ParentRunId is { } before && await database.FindRunAsync(scope.Workspace.Id, before, cancellationToken).ConfigureAwait(false) is { } parent)
        {
            Cursor? after = null;
            do
            {
                var page = await database.ListLeftAsync(before, newer, Slice, after, cancellationToken).ConfigureAwait(false);
                if (page.Items.Count > 0)
                {
                    await scope.WriteFencedAsync(unit => Copy(unit, scope.Id, page.Items), cancellationToken).ConfigureAwait(false);
                }

                after = page.Next;
            }
            while (after is not null);

            newer.Add(before);
            run = parent;
        }
    }

    private static void Copy(WriteScope unit, RunId run, IReadOnlyList<ItemOfRun> items)
    {
        foreach (var item in items.Select(static row => row.Item))
        {
            unit.TryInsert(new RunItem { RunId = run, Stage = item.Stage, TargetType = item.TargetType, TargetId = item.TargetId, Status = RunItemStatus.Pending, DetailUri = item.DetailUri });
        }
    }

    private static RunRequest RequestOf(Run old, TimeSpan lease) => new(KindOf(old.RunType))
    {
        Trigger = old.Trigger,
        PipelineId = old.PipelineId,
        CollectionId = old.CollectionId,
        Params = old.Params,
        ParamsSignature = old.ParamsSignature,
        Actor = old.Actor,
        TraceId = old.TraceId,
        ParentRunId = old.Id,
        Attempt = old.Attempt + 1,
        Lease = lease,
    };

    private static string KindOf(RunType type) => type switch
    {
        RunType.Index => "index",
        RunType.Append => "append",
        RunType.Reindex => "reindex",
        RunType.Delete => "delete",
        RunType.RemoveSource => "remove_source",
        _ => "custom",
    };
}

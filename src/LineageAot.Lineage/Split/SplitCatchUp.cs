namespace LineageAot.Lineage;

/// <summary>
/// Applies events of runs that the state doesn't know: a crash came between the two commits, or a power cut took the state's last ones. A run becomes what the event says. A batch whose rows never came, or are gone, is
/// undone by a marker; its run goes on or is resumed, and where it's told to have ended well, it counts as abandoned: what it wrote isn't there.
/// </summary>
internal sealed class SplitCatchUp(LineageDatabase events)
{
    private const int EventsOfUnit = 256;
    private const string Abandoned = "run.abandoned";
    private readonly EventStore store = new(events, events.Options.TimeProvider, events);

    /// <returns>The position up to which the state knows the events now.</returns>
    public long Apply(WriteScope unit, long after)
    {
        var last = after;
        foreach (var row in Waiting.For(events.ListRunEventsAsync(after, EventsOfUnit)))
        {
            Apply(unit, row);
            last = row.Position;
        }

        return last;
    }

    private void Apply(WriteScope unit, EventRow row)
    {
        if (RunMeta.From(row) is not { } meta)
        {
            return;
        }

        if (row.EventType == EventTypes.RunRemoved)
        {
            Remove(unit, new RunId(row.StreamId));
        }
        else if (meta.IsBatch)
        {
            Waiting.For(store.UndoAsync(new StreamName(row.StreamType, row.StreamId), row.EventId, actor: "catch-up"));
        }
        else if (meta.Run is { } image)
        {
            Put(unit, image.ToRun());
            if (image.Status is RunStatus.Succeeded or RunStatus.Partial)
            {
                AbandonWhereRowsAreGone(new StreamName(row.StreamType, row.StreamId), image, unit.Now);
            }
        }
    }

    // The event is applied as any other, behind this one.
    private void AbandonWhereRowsAreGone(StreamName stream, RunImage image, DateTimeOffset now)
    {
        if (EventMarkers.Undone(Waiting.For(events.ListMarkersAsync(stream.Type, stream.Id))).Count == 0
            || Waiting.For(events.ListStreamBackwardAsync(stream.Type, stream.Id, long.MaxValue, 1))[0].EventType == Abandoned)
        {
            return;
        }

        var abandoned = image with
        {
            Status = RunStatus.Abandoned,
            ErrorType = "rows_lost",
            ErrorMessage = "What it wrote isn't in the store's file: that was put back to an earlier state, or lost its last commits with the power. Resume it.",
        };
        Waiting.For(store.AppendAsync(stream, ExpectedVersion.Any, new EventDraft(Abandoned) { Level = EventLevel.Warning, At = now, RunId = new RunId(image.Id), Meta = RunMeta.Of(abandoned, isBatch: false) }));
    }

    private static void Remove(WriteScope unit, RunId run)
    {
        unit.DeleteItems(run, int.MaxValue);
        unit.DeleteEdges(run, int.MaxValue);
        unit.Table<Run>().Delete(run);
    }

    private static void Put(WriteScope unit, Run run)
    {
        if (!unit.HasWorkspace(run.WorkspaceId))
        {
            // Its workspace is gone as well, with all that the run wrote; the event stays for the record.
            return;
        }

        run = run with
        {
            PipelineId = run.PipelineId is { } pipeline && unit.HasPipeline(pipeline) ? pipeline : null,
            CollectionId = run.CollectionId is { } collection && unit.HasCollection(collection) ? collection : null,
            ParentRunId = run.ParentRunId is { } parent && unit.HasRun(parent) ? parent : null,
        };
        if (unit.Table<Run>().Find(run.Id) is { } present)
        {
            unit.Update(run with { RowVersion = present.RowVersion });
        }
        else
        {
            unit.Insert(run);
        }

        if (RunTransitions.IsLast(run.Status))
        {
            unit.GiveBackItems(run.Id, unit.Now);
        }
    }
}

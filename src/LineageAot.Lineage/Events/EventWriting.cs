namespace LineageAot.Lineage;

/// <summary>Appends events inside a unit of work, so that an event and the state that it tells of are committed together.</summary>
internal static class EventWriting
{
    public const string RunStream = "run";

    /// <summary>Appends one event to a run's stream.</summary>
    public static void AppendRunEvent(this WriteScope unit, RunId run, string eventType, string? payload, DateTimeOffset at, EventLevel level = EventLevel.Information, string? actor = null, string? traceId = null)
    {
        var version = unit.FindStreamVersion(RunStream, run.Value) ?? 0;
        var previous = version == 0 ? default : unit.ChecksumOf(RunStream, run.Value, version);
        if (version == 0)
        {
            unit.Insert(new EventStream { StreamType = RunStream, StreamId = run.Value, Version = 1 });
        }
        else
        {
            unit.SetStreamVersion(RunStream, run.Value, version + 1, at);
        }

        var row = new EventRow
        {
            EventId = new EventId(Guid.CreateVersion7(at)),
            StreamType = RunStream,
            StreamId = run.Value,
            StreamVersion = version + 1,
            EventType = eventType,
            Level = level,
            At = at,
            RunId = run,
            Payload = payload,
            Actor = actor,
            TraceId = traceId,
            Checksum = default,
        };
        unit.Insert(row with { Checksum = EventChecksum.Of(previous, row) });
    }
}

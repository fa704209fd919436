namespace LineageAot.Lineage;

/// <summary>What happened to a run in a unit.</summary>
/// <param name="Run">The run.</param>
/// <param name="Draft">What is appended to its stream.</param>
/// <param name="IsBatch">It tells of rows that the unit wrote, and doesn't change the run.</param>
internal readonly record struct RunEvent(RunId Run, EventDraft Draft, bool IsBatch);

/// <summary>What happens to runs in one unit: noted where it happens, appended at the unit's end.</summary>
internal sealed class RunEvents
{
    private readonly List<RunEvent> noted = [];

    public IReadOnlyList<RunEvent> Noted => noted;

    public void Add(RunId run, string eventType, string? payload, DateTimeOffset at, EventLevel level = EventLevel.Information, string? actor = null, string? traceId = null)
        => noted.Add(new RunEvent(run, new EventDraft(eventType) { Level = level, At = at, RunId = run, Payload = payload, Actor = actor, TraceId = traceId }, IsBatch: false));

    public void AddBatch(RunId run, string payload, DateTimeOffset at)
        => noted.Add(new RunEvent(run, new EventDraft("run.batch") { At = at, RunId = run, Payload = payload }, IsBatch: true));
}

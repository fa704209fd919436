namespace LineageAot.Lineage;

/// <summary>What a run does.</summary>
public enum RunType
{
    /// <summary>Reads sources and makes documents and chunks of them.</summary>
    Index,

    /// <summary>Adds to what is there.</summary>
    Append,

    /// <summary>Makes what is there anew.</summary>
    Reindex,

    /// <summary>Deletes.</summary>
    Delete,

    /// <summary>Removes one source.</summary>
    RemoveSource,

    /// <summary>Something else.</summary>
    Custom,
}

/// <summary>How far a run is.</summary>
public enum RunStatus
{
    /// <summary>Waits.</summary>
    Queued,

    /// <summary>Works.</summary>
    Running,

    /// <summary>Ended well.</summary>
    Succeeded,

    /// <summary>Ended; some items failed.</summary>
    Partial,

    /// <summary>Ended by an error.</summary>
    Failed,

    /// <summary>Ended because somebody asked.</summary>
    Canceled,

    /// <summary>Its owner died.</summary>
    Abandoned,
}

/// <summary>One piece of work, from start to end.</summary>
[Table("runs")]
[Unique(nameof(WorkspaceId), nameof(IdempotencyKey), Where = "idempotency_key is not null")]
[Index(nameof(WorkspaceId), nameof(StartedAt), Descending = [nameof(StartedAt)])]
[Index(nameof(WorkspaceId), nameof(Id))]
[Index(nameof(WorkspaceId), nameof(UpdatedAt), nameof(Id))]
[Index(nameof(WorkspaceId), nameof(Status), nameof(Id))]
[Index(nameof(PipelineId))]
[Index(nameof(CollectionId))]
[Index(nameof(ParentRunId))]
[Index(nameof(LeaseUntil), Where = "status in ('queued', 'running')")]
[Check("(finished_at is not null) = (status in ('succeeded', 'partial', 'failed', 'canceled', 'abandoned'))")]
[Check("progress_done >= 0 and progress_total >= 0")]
[Check("attempt >= 1")]
public sealed partial record Run
{
    /// <summary>The key.</summary>
    [Key(Generated = true)] public RunId Id { get; init; }

    /// <summary>The workspace.</summary>
    [References(typeof(WorkspaceRow), OnDelete = ReferenceAction.Cascade)] public required WorkspaceId WorkspaceId { get; init; }

    /// <summary>The pipeline that it's a run of.</summary>
    [References(typeof(Pipeline), OnDelete = ReferenceAction.SetNull)] public PipelineId? PipelineId { get; init; }

    /// <summary>The collection that it works for.</summary>
    [References(typeof(Collection), OnDelete = ReferenceAction.SetNull)] public CollectionId? CollectionId { get; init; }

    /// <summary>The run that it goes on from, or that started it.</summary>
    [References(typeof(Run), OnDelete = ReferenceAction.SetNull)] public RunId? ParentRunId { get; init; }

    /// <summary>What it does.</summary>
    public required RunType RunType { get; init; }

    /// <summary>What started it: <c>manual</c>, <c>schedule</c>, or a word of yours.</summary>
    public string? Trigger { get; init; }

    /// <summary>How far it is.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The same key starts the same run once.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Its parameters, as JSON text.</summary>
    [Check("params is null or json_valid(params)")] public string? Params { get; init; }

    /// <summary>The hash of those parameters that decide what is made of a source.</summary>
    public Sha256? ParamsSignature { get; init; }

    /// <summary>Its figures, as JSON text.</summary>
    [Check("stats is null or json_valid(stats)")] public string? Stats { get; init; }

    /// <summary>How many items are done.</summary>
    public long ProgressDone { get; init; }

    /// <summary>How many there are, as far as known.</summary>
    public long? ProgressTotal { get; init; }

    /// <summary>The kind of the error that ended it.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The error that ended it.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Who asked for it.</summary>
    public string? Actor { get; init; }

    /// <summary>The trace that it belongs to (W3C trace context).</summary>
    public string? TraceId { get; init; }

    /// <summary>The process that does it: see <see cref="RunOwner"/>.</summary>
    public string? Owner { get; init; }

    /// <summary>When the owner last gave a sign of life, UTC.</summary>
    public DateTimeOffset? HeartbeatAt { get; init; }

    /// <summary>Until when the owner needn't give one, UTC.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>Which try it is, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Raised with each change.</summary>
    [RowVersion] public long RowVersion { get; init; }

    /// <summary>When it was asked for, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, UTC; exactly when its status is a last one.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}

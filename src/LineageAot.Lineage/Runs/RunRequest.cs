namespace LineageAot.Lineage;

/// <summary>What a run is to be.</summary>
/// <param name="Kind">A <see cref="RunType"/> in snake_case (<c>index</c>, <c>append</c>, …); any other word is a custom run, kept as its trigger where <see cref="Trigger"/> says nothing.</param>
public sealed record RunRequest(string Kind)
{
    /// <summary>The same key starts the same run once: whoever comes later gets that run, live or ended. Unique in the workspace.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Who asks for it.</summary>
    public string? Actor { get; init; }

    /// <summary>What starts it: <c>manual</c> by default, or a word of yours.</summary>
    public string? Trigger { get; init; }

    /// <summary>The pipeline that it's a run of.</summary>
    public PipelineId? PipelineId { get; init; }

    /// <summary>The collection that it works for.</summary>
    public CollectionId? CollectionId { get; init; }

    /// <summary>Its parameters, as JSON text.</summary>
    public string? Params { get; init; }

    /// <summary>The hash of those parameters that decide what is made of a source.</summary>
    public Sha256? ParamsSignature { get; init; }

    /// <summary>The run that it goes on from, or that started it.</summary>
    public RunId? ParentRunId { get; init; }

    /// <summary>Which try it is, from 1. From 2 on, <see cref="ParentRunId"/> is the try before.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>How long it may be silent before it counts as dead; from zero (at once) to 365 days.</summary>
    public TimeSpan Lease { get; init; } = DefaultLease;

    /// <summary>The trace that it belongs to.</summary>
    public string? TraceId { get; init; }

    internal static TimeSpan DefaultLease { get; } = TimeSpan.FromMinutes(2);

    internal RunType RunType => Kind switch
    {
        "index" => RunType.Index,
        "append" => RunType.Append,
        "reindex" => RunType.Reindex,
        "delete" => RunType.Delete,
        "remove_source" => RunType.RemoveSource,
        _ => RunType.Custom,
    };

    internal string StoredTrigger => Trigger ?? (RunType == RunType.Custom && Kind != "custom" ? Kind : "manual");

    /// <summary>Refuses what can't be a run, before anything is written.</summary>
    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Kind);
        RunArguments.RequireText(IdempotencyKey, nameof(IdempotencyKey));
        RunArguments.RequireText(Trigger, nameof(Trigger));
        RunArguments.RequireJson(Params, nameof(Params));
        RunArguments.RequireLease(Lease, nameof(Lease));
        ArgumentOutOfRangeException.ThrowIfLessThan(Attempt, 1);
    }

    /// <summary>Whether a run that the same key has started is the one that is asked for.</summary>
    internal bool Matches(Run run)
        => run.RunType == RunType
            && (RunType != RunType.Custom || run.Trigger == StoredTrigger)
            && run.PipelineId == PipelineId
            && run.CollectionId == CollectionId
            && run.ParamsSignature == ParamsSignature
            && (ParamsSignature is not null || run.Params == Params);
}

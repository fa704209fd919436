namespace LineageAot.Lineage;

/// <summary>What a run is to be.</summary>
/// <param name="Kind">A <see cref="RunType"/> in snake_case (<c>index</c>, <c>append</c>, …); any other word is kept as the trigger of a custom run.</param>
public sealed record RunRequest(string Kind)
{
    /// <summary>The same key starts the same run once.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Who asks for it.</summary>
    public string? Actor { get; init; }

    /// <summary>Its parameters, as JSON text.</summary>
    public string? Params { get; init; }

    /// <summary>The hash of those parameters that decide what is made of a source.</summary>
    public Sha256? ParamsSignature { get; init; }

    /// <summary>The run that it goes on from.</summary>
    public RunId? ParentRunId { get; init; }

    /// <summary>Which try it is, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>How long it may be silent before it counts as dead.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The trace that it belongs to.</summary>
    public string? TraceId { get; init; }
}

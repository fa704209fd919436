using LineageAot.Lineage;

namespace LineageAot.Cli.Embedding;

/// <summary>What an embed is asked to do.</summary>
internal sealed record EmbedSettings
{
    public required string SetName { get; init; }

    public string? Provider { get; init; }

    public string? Model { get; init; }

    public string? Revision { get; init; }

    public int? Dimensions { get; init; }

    public VectorDistance? Distance { get; init; }

    public string? VectorStore { get; init; }

    public string? Collection { get; init; }

    public required int Batch { get; init; }

    public required TimeSpan Lease { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required int MaxAttempts { get; init; }

    public double? Promote { get; init; }

    public bool Delete { get; init; }

    public bool RetryFailed { get; init; }

    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>The set that is meant. What isn't said of one that exists is as it is; what is said otherwise is the store's conflict.</summary>
    /// <exception cref="UsageException">The set is new, and something that decides what a vector is isn't said.</exception>
    public EmbeddingSetSpec SpecFor(EmbeddingSet? known) => new(
        SetName,
        Provider ?? known?.Provider ?? throw Missing("--provider"),
        Model ?? known?.Model ?? throw Missing("--model"),
        Dimensions ?? known?.Dimensions ?? throw Missing("--dimensions"),
        Distance ?? known?.Distance ?? VectorDistance.Cosine)
    {
        ModelRevision = Revision ?? known?.ModelRevision,
        Params = known?.Params,
        VectorStore = VectorStore ?? known?.VectorStore ?? throw Missing("--store"),
        VectorCollection = Collection ?? known?.VectorCollection ?? throw Missing("--collection"),
    };

    private UsageException Missing(string option) => new($"The embedding set '{SetName}' is new: say {option} as well.");
}

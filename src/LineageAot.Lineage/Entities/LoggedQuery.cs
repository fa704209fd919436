namespace LineageAot.Lineage;

/// <summary>A search that somebody made, remembered so that an answer can be explained later.</summary>
[Table("queries")]
[Immutable]
[Index(nameof(WorkspaceId), nameof(At), Descending = [nameof(At)])]
[Check("top_k > 0")]
public sealed partial record LoggedQuery
{
    /// <summary>The key.</summary>
    [Key(Generated = true)] public QueryId Id { get; init; }

    /// <summary>The workspace.</summary>
    [References(typeof(WorkspaceRow), OnDelete = ReferenceAction.Cascade)] public required WorkspaceId WorkspaceId { get; init; }

    /// <summary>What was asked, or null where only its hash is kept.</summary>
    public string? Text { get; init; }

    /// <summary>The hash of what was asked, in UTF-8.</summary>
    public required Sha256 TextSha256 { get; init; }

    /// <summary>Whose vectors were searched. No reference: the query outlives the set.</summary>
    public EmbeddingSetId? EmbeddingSetId { get; init; }

    /// <summary>How many results were asked for.</summary>
    public int? TopK { get; init; }

    /// <summary>What else was asked, as JSON text.</summary>
    [Check("filters is null or json_valid(filters)")] public string? Filters { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>The run that it belongs to.</summary>
    public RunId? RunId { get; init; }

    /// <summary>Who asked.</summary>
    public string? Actor { get; init; }

    /// <summary>When, UTC.</summary>
    [CreatedAt] public DateTimeOffset At { get; init; }
}

/// <summary>One result of a search.</summary>
[Table("query_results", WithoutRowId = true)]
[Immutable]
[Index(nameof(ChunkId))]
[Check("rank >= 1")]
public sealed partial record LoggedQueryResult
{
    /// <summary>The query.</summary>
    [Key(Order = 0)]
    [References(typeof(LoggedQuery), OnDelete = ReferenceAction.Cascade)]
    public required QueryId QueryId { get; init; }

    /// <summary>Its place, from 1.</summary>
    [Key(Order = 1)] public required int Rank { get; init; }

    /// <summary>The chunk that was found. No reference: the result outlives the chunk, and its hash says what it was.</summary>
    public required ChunkId ChunkId { get; init; }

    /// <summary>The hash of the chunk's text.</summary>
    public required Sha256 ChunkHash { get; init; }

    /// <summary>How well it fits, by the search's measure.</summary>
    public double? Score { get; init; }

    /// <summary>How well it fits, by the measure of whoever ordered the results again.</summary>
    public double? RerankScore { get; init; }

    /// <summary>When, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }
}

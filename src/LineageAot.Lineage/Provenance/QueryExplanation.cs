namespace LineageAot.Lineage;

/// <summary>What a search found, and what that is now.</summary>
/// <param name="Query">The search.</param>
/// <param name="Results">What it found, the best first.</param>
/// <param name="Upstream">Where it all comes from: the graph upstream of the query, up to the limits asked for.</param>
public sealed record QueryExplanation(LoggedQuery Query, IReadOnlyList<ExplainedHit> Results, LineageGraph Upstream);

/// <summary>What became of a chunk that was found.</summary>
public enum HitState
{
    /// <summary>It's a chunk of its source's newest version.</summary>
    Current,

    /// <summary>Its source has a newer version, or its chunk set was replaced.</summary>
    Superseded,

    /// <summary>Its source wasn't found last time.</summary>
    SourceMissing,

    /// <summary>Its source was given up.</summary>
    SourceDeleted,

    /// <summary>A chunk with this key is there, with another text than the one that was found.</summary>
    Changed,

    /// <summary>There is no such chunk (any more).</summary>
    Gone,
}

/// <summary>One result of a search, and what it is now.</summary>
public sealed record ExplainedHit
{
    /// <summary>Its place, from 1.</summary>
    public required int Rank { get; init; }

    /// <summary>The chunk that was found.</summary>
    public required ChunkId ChunkId { get; init; }

    /// <summary>The hash of the text that was found.</summary>
    public required Sha256 ChunkHash { get; init; }

    /// <summary>How well it fits, by the search's measure.</summary>
    public double? Score { get; init; }

    /// <summary>How well it fits, by the measure of whoever ordered the results again.</summary>
    public double? RerankScore { get; init; }

    /// <summary>What became of it.</summary>
    public required HitState State { get; init; }

    /// <summary>The text that was found; null where it's kept elsewhere, has changed or is gone.</summary>
    public string? Text { get; init; }

    /// <summary>Where the text is, if not in the store.</summary>
    public string? TextUri { get; init; }

    /// <summary>The chunk's place in its document, from 0.</summary>
    public int? Ordinal { get; init; }

    /// <summary>The document.</summary>
    public DocumentId? DocumentId { get; init; }

    /// <summary>The document's title.</summary>
    public string? DocumentTitle { get; init; }

    /// <summary>The version of the source that the chunk was made of.</summary>
    public SourceVersionId? VersionId { get; init; }

    /// <summary>That version's number.</summary>
    public int? VersionNo { get; init; }

    /// <summary>The source.</summary>
    public SourceId? SourceId { get; init; }

    /// <summary>The source's name.</summary>
    public string? SourceUri { get; init; }
}

/// <summary>A result as it's read.</summary>
[Row]
internal sealed partial record ExplainedHitRow(
    int Rank,
    ChunkId ChunkId,
    Sha256 ChunkHash,
    double? Score,
    double? RerankScore,
    Sha256? HashNow,
    string? Text,
    string? TextUri,
    int? Ordinal,
    ChunkSetStatus? SetStatus,
    DocumentId? DocumentId,
    string? DocumentTitle,
    SourceVersionId? VersionId,
    int? VersionNo,
    SourceId? SourceId,
    string? SourceUri,
    SourceVersionId? CurrentVersionId,
    DateTimeOffset? MissingSince,
    DateTimeOffset? DeletedAt)
{
    private HitState State => this switch
    {
        { HashNow: null } => HitState.Gone,
        _ when HashNow != ChunkHash => HitState.Changed,
        { DeletedAt: not null } => HitState.SourceDeleted,
        { MissingSince: not null } => HitState.SourceMissing,
        _ when SetStatus == ChunkSetStatus.Superseded || VersionId != CurrentVersionId => HitState.Superseded,
        _ => HitState.Current,
    };

    public ExplainedHit ToHit() => new()
    {
        Rank = Rank,
        ChunkId = ChunkId,
        ChunkHash = ChunkHash,
        Score = Score,
        RerankScore = RerankScore,
        State = State,
        Text = HashNow == ChunkHash ? Text : null,
        TextUri = HashNow == ChunkHash ? TextUri : null,
        Ordinal = Ordinal,
        DocumentId = DocumentId,
        DocumentTitle = DocumentTitle,
        VersionId = VersionId,
        VersionNo = VersionNo,
        SourceId = SourceId,
        SourceUri = SourceUri,
    };
}

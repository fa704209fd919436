using System.Text.Json;

namespace LineageAot.Lineage;

/// <summary>A search that was made, to be remembered.</summary>
public sealed record QueryLog
{
    /// <summary>A key of your own, by which a repeat is recognised; null for a new one.</summary>
    public QueryId? Id { get; init; }

    /// <summary>What was asked. Either this or <see cref="TextSha256"/>.</summary>
    public string? Text { get; init; }

    /// <summary>The hash of what was asked, in UTF-8, where the text itself must not come into the store.</summary>
    public Sha256? TextSha256 { get; init; }

    /// <summary>Keep the text; false keeps its hash alone.</summary>
    public bool KeepText { get; init; } = true;

    /// <summary>Whose vectors were searched.</summary>
    public EmbeddingSetId? EmbeddingSetId { get; init; }

    /// <summary>How many results were asked for, at least 1.</summary>
    public int? TopK { get; init; }

    /// <summary>What else was asked, as JSON text.</summary>
    public string? Filters { get; init; }

    /// <summary>How long it took; not negative.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>Who asked.</summary>
    public string? Actor { get; init; }

    /// <summary>The run that it belongs to; it leaves an edge of lineage to the query.</summary>
    public RunId? RunId { get; init; }

    /// <summary>What was found, the best first.</summary>
    public IReadOnlyList<QueryHit> Results { get; init; } = [];

    internal void Check()
    {
        if ((Text is null) == (TextSha256 is null))
        {
            throw new ArgumentException("A query has either its text or the text's hash.", nameof(Text));
        }

        if (TopK is { } count)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(TopK));
        }

        if (Latency is { } latency)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(latency, TimeSpan.Zero, nameof(Latency));
        }

        ArgumentNullException.ThrowIfNull(Results);
        foreach (var hit in Results)
        {
            if (hit is null || double.IsNaN(hit.Score) || hit.RerankScore is double.NaN)
            {
                throw new ArgumentException("A result is null, or one of its scores isn't a number.", nameof(Results));
            }
        }

        CheckFilters();
    }

    private void CheckFilters()
    {
        if (Filters is null)
        {
            return;
        }

        try
        {
            using var parsed = JsonDocument.Parse(Filters);
        }
        catch (JsonException e)
        {
            throw new ArgumentException("The filters aren't JSON text.", nameof(Filters), e);
        }
    }
}

/// <summary>One result of a search.</summary>
/// <param name="ChunkId">The chunk that was found.</param>
/// <param name="Score">How well it fits, by the search's measure.</param>
public sealed record QueryHit(ChunkId ChunkId, double Score)
{
    /// <summary>The hash of the text that was found, as the vector store knows it; null to take the chunk's. With it a chunk may be logged that has been purged by now.</summary>
    public Sha256? ChunkHash { get; init; }

    /// <summary>How well it fits, by the measure of whoever ordered the results again.</summary>
    public double? RerankScore { get; init; }
}

namespace LineageAot.Lineage;

/// <summary>Why a chunk wants embedding.</summary>
public enum StaleReason
{
    /// <summary>It has no vector yet.</summary>
    Missing,

    /// <summary>Making its vector failed.</summary>
    Failed,

    /// <summary>Its vector was made of another text.</summary>
    TextChanged,

    /// <summary>It has a vector in another set of the workspace, and none in this one.</summary>
    OtherModel,
}

/// <summary>A chunk that wants embedding.</summary>
[Row]
public sealed partial record StaleChunk
{
    /// <summary>The chunk.</summary>
    public required ChunkId ChunkId { get; init; }

    /// <summary>Its chunk set.</summary>
    public required ChunkSetId ChunkSetId { get; init; }

    /// <summary>Its place in its chunk set, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The hash of its text.</summary>
    public required Sha256 ChunkHash { get; init; }

    /// <summary>Its text, or null where <see cref="TextUri"/> says where it is.</summary>
    public string? Text { get; init; }

    /// <summary>Where its text is, if not here.</summary>
    public string? TextUri { get; init; }

    /// <summary>Its length in tokens, as far as known.</summary>
    public int? TokenCount { get; init; }

    /// <summary>Why it wants embedding.</summary>
    public required StaleReason Reason { get; init; }

    /// <summary>How often it was leased.</summary>
    public required int Attempts { get; init; }

    /// <summary>Why making its vector failed last.</summary>
    public string? LastError { get; init; }

    /// <summary>Whether trying again may help, where it failed.</summary>
    public ErrorCategory? ErrorCategory { get; init; }
}

/// <summary>Which page of what is stale is asked for.</summary>
/// <param name="Size">At most so many chunks, 1 to 10,000. A page may hold fewer and not be the last: <see cref="StalePage.Next"/> says.</param>
public sealed record StaleRequest(int Size)
{
    /// <summary>The greatest <see cref="Size"/>.</summary>
    public const int MaxSize = 10_000;

    /// <summary>Where the page before ended (<see cref="StalePage.Next"/>); null for the first page. It survives a restart.</summary>
    public string? After { get; init; }
}

/// <summary>A page of what is stale.</summary>
/// <param name="Items">The chunks.</param>
/// <param name="Next">Where the next page starts, or null after the last one.</param>
public sealed record StalePage(IReadOnlyList<StaleChunk> Items, string? Next);

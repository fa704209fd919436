namespace LineageAot.Lineage;

/// <summary>A source that was read, with what was made of it; many are written in one unit.</summary>
/// <param name="Item">The source.</param>
public sealed record SourceDelivery(SourceItem Item)
{
    /// <summary>What the store knew of it when it was read, or null.</summary>
    public KnownSource? Known { get; init; }

    /// <summary>Its text, or null if none was taken.</summary>
    public Extraction? Extraction { get; init; }

    /// <summary>The way in which the text was split.</summary>
    public ChunkConfigId ChunkConfigId { get; init; }

    /// <summary>The text's chunks.</summary>
    public IReadOnlyList<ChunkDraft> Chunks { get; init; } = [];

    /// <summary>Why no text was taken, or null.</summary>
    public string? SkippedBecause { get; init; }
}

/// <summary>Something that couldn't be read, or isn't something to read.</summary>
/// <param name="Uri">Its name.</param>
/// <param name="Status"><see cref="RunItemStatus.Failed"/> or <see cref="RunItemStatus.Skipped"/>.</param>
/// <param name="Reason">Why.</param>
public sealed record SourceProblem(string Uri, RunItemStatus Status, string Reason)
{
    /// <summary>What the store knew of it, or null.</summary>
    public KnownSource? Known { get; init; }

    /// <summary>Whether trying again may help.</summary>
    public ErrorCategory? Category { get; init; }
}

/// <summary>One unit of a sync's work.</summary>
public sealed record SyncBatch
{
    /// <summary>Sources that were read.</summary>
    public IReadOnlyList<SourceDelivery> Delivered { get; init; } = [];

    /// <summary>Sources that were found unchanged.</summary>
    public IReadOnlyList<SourceId> Seen { get; init; } = [];

    /// <summary>What couldn't be read.</summary>
    public IReadOnlyList<SourceProblem> Problems { get; init; } = [];

    /// <summary>
    /// Where reading goes on after this batch, as JSON text; null leaves the connector's cursor as it is. It's written in the batch's own transaction: what a cursor has passed is stored.
    /// </summary>
    public string? Cursor { get; init; }

    /// <summary>The format of <see cref="Cursor"/>.</summary>
    public int CursorVersion { get; init; } = 1;

    /// <summary>How many things the run is through with after this batch; for its progress.</summary>
    public long ProgressDone { get; init; }

    /// <summary>How many there are, as far as known.</summary>
    public long? ProgressTotal { get; init; }
}

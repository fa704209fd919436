namespace LineageAot.Lineage;

/// <summary>What a version of a collection (a knowledge base) is to be.</summary>
/// <param name="Name">Its name; versions of one name are counted from 1.</param>
public sealed record CollectionSpec(string Name)
{
    /// <summary>What it's for.</summary>
    public string? Description { get; init; }

    /// <summary>The way in which its documents are split.</summary>
    public ChunkConfigId? ChunkConfigId { get; init; }

    /// <summary>Whose vectors it's searched by.</summary>
    public EmbeddingSetId? EmbeddingSetId { get; init; }

    /// <summary>How it's kept up to date.</summary>
    public SyncMode SyncMode { get; init; }

    /// <summary>The time between two syncs, more than zero; kept to the microsecond.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>What else is known of it, as JSON text.</summary>
    public string? Meta { get; init; }

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Name);
        JsonText.Require(Meta, nameof(Meta));
        if (Interval is { } interval)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.FromMicroseconds(1), nameof(Interval));
        }
    }

    internal bool Describes(Collection row)
        => row.Description == Description && row.ChunkConfigId == ChunkConfigId && row.EmbeddingSetId == EmbeddingSetId
            && row.SyncMode == SyncMode && row.Interval == KeptInterval && row.Meta == Meta;

    // As it is stored, so that the same spec is recognised.
    internal TimeSpan? KeptInterval => Interval is { } interval ? new TimeSpan(interval.Ticks - (interval.Ticks % TimeSpan.TicksPerMicrosecond)) : null;
}

/// <summary>A source of a collection.</summary>
/// <param name="SourceId">The source.</param>
/// <param name="Uri">Its name.</param>
/// <param name="Title">What people call it.</param>
/// <param name="DeletedAt">Since when it has a tombstone, UTC.</param>
/// <param name="AddedAt">When it was added to the collection, UTC.</param>
[Row]
public sealed partial record CollectionMember(SourceId SourceId, string Uri, string? Title, DateTimeOffset? DeletedAt, DateTimeOffset AddedAt);

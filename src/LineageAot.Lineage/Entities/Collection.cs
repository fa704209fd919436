namespace LineageAot.Lineage;

/// <summary>Whether a collection is used.</summary>
public enum CollectionStatus
{
    /// <summary>Being filled.</summary>
    Building,

    /// <summary>In use.</summary>
    Active,

    /// <summary>No more in use.</summary>
    Inactive,

    /// <summary>It can't be used; runs say why.</summary>
    Error,
}

/// <summary>One version of a knowledge base: which sources, split in which way, embedded by which model.</summary>
[Table("collections")]
[Unique(nameof(WorkspaceId), nameof(Name), nameof(Version))]
[Index(nameof(Status))]
[Index(nameof(ChunkConfigId))]
[Index(nameof(EmbeddingSetId))]
[Check("version >= 1")]
[Check("health_score >= 0 and health_score <= 1")]
public sealed partial record Collection
{
    /// <summary>The key.</summary>
    [Key(Generated = true)] public CollectionId Id { get; init; }

    /// <summary>The workspace.</summary>
    [References(typeof(WorkspaceRow), OnDelete = ReferenceAction.Cascade)] public required WorkspaceId WorkspaceId { get; init; }

    /// <summary>Its name; the versions of a name belong together.</summary>
    public required string Name { get; init; }

    /// <summary>The version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>What it's for.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it's used.</summary>
    public CollectionStatus Status { get; init; }

    /// <summary>The way in which its documents are split.</summary>
    [References(typeof(ChunkConfig), OnDelete = ReferenceAction.SetNull)] public ChunkConfigId? ChunkConfigId { get; init; }

    /// <summary>Whose vectors it's searched by.</summary>
    [References(typeof(EmbeddingSet), OnDelete = ReferenceAction.SetNull)] public EmbeddingSetId? EmbeddingSetId { get; init; }

    /// <summary>How well it is, 0 to 1, by the measure of whoever writes it.</summary>
    public double? HealthScore { get; init; }

    /// <summary>How it's kept up to date.</summary>
    public SyncMode SyncMode { get; init; }

    /// <summary>The time between two syncs.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Anything else, as JSON text.</summary>
    [Check("meta is null or json_valid(meta)")] public string? Meta { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>Which version of a collection's name is meant where only the name is given.</summary>
[Table("collection_pins", WithoutRowId = true)]
[Index(nameof(CollectionId))]
public sealed partial record CollectionPin
{
    /// <summary>The workspace.</summary>
    [Key(Order = 0)]
    [References(typeof(WorkspaceRow), OnDelete = ReferenceAction.Cascade)]
    public required WorkspaceId WorkspaceId { get; init; }

    /// <summary>The collection's name.</summary>
    [Key(Order = 1)] public required string Name { get; init; }

    /// <summary>The version that is meant.</summary>
    [References(typeof(Collection), OnDelete = ReferenceAction.Cascade)] public required CollectionId CollectionId { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A source belongs to a collection.</summary>
[Table("collection_sources", WithoutRowId = true)]
[Index(nameof(SourceId))]
public sealed partial record CollectionSource
{
    /// <summary>The collection.</summary>
    [Key(Order = 0)]
    [References(typeof(Collection), OnDelete = ReferenceAction.Cascade)]
    public required CollectionId CollectionId { get; init; }

    /// <summary>The source.</summary>
    [Key(Order = 1)]
    [References(typeof(Source), OnDelete = ReferenceAction.Cascade)]
    public required SourceId SourceId { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}

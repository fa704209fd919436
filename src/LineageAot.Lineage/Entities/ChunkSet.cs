namespace LineageAot.Lineage;

/// <summary>How far a chunk set is.</summary>
public enum ChunkSetStatus
{
    /// <summary>Its chunks are being written: don't use it.</summary>
    Building,

    /// <summary>Whole.</summary>
    Ready,

    /// <summary>Whole, and replaced by a newer version's.</summary>
    Superseded,
}

/// <summary>The chunks of one document made in one way.</summary>
[Table("chunk_sets")]
[Unique(nameof(DocumentId), nameof(ChunkConfigId))]
[Index(nameof(ChunkConfigId))]
[Index(nameof(WorkspaceId), nameof(Id))]
[Check("chunk_count >= 0")]
public sealed partial record ChunkSet
{
    /// <summary>The key.</summary>
    [Key(Generated = true)] public ChunkSetId Id { get; init; }

    /// <summary>The workspace.</summary>
    public required WorkspaceId WorkspaceId { get; init; }

    /// <summary>The document.</summary>
    [References(typeof(Document), OnDelete = ReferenceAction.Cascade)] public required DocumentId DocumentId { get; init; }

    /// <summary>The way.</summary>
    [References(typeof(ChunkConfig), OnDelete = ReferenceAction.Restrict)] public required ChunkConfigId ChunkConfigId { get; init; }

    /// <summary>How far it is.</summary>
    public ChunkSetStatus Status { get; init; }

    /// <summary>The number of chunks once it's whole.</summary>
    public int ChunkCount { get; init; }

    /// <summary>The run that made it.</summary>
    public RunId? RunId { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}

namespace LineageAot.Lineage;

/// <summary>How near two vectors are.</summary>
public enum VectorDistance
{
    /// <summary>By the angle between them.</summary>
    Cosine,

    /// <summary>By their inner product.</summary>
    Dot,

    /// <summary>By the straight line between them (Euclid).</summary>
    L2,
}

/// <summary>Whether an embedding set is used.</summary>
public enum EmbeddingSetStatus
{
    /// <summary>Its vectors are being made; searches use another.</summary>
    Building,

    /// <summary>In use.</summary>
    Active,

    /// <summary>No more in use; nothing in it counts as stale.</summary>
    Retired,
}

/// <summary>One model's vectors of a workspace. Another model, another revision, other parameters: another set, never the same one by its name.</summary>
[Table("embedding_sets")]
[Unique(nameof(WorkspaceId), nameof(Name))]
[Unique(nameof(WorkspaceId), nameof(Signature))]
[Check("dimensions > 0")]
public sealed partial record EmbeddingSet
{
    /// <summary>The key.</summary>
    [Key(Generated = true)] public EmbeddingSetId Id { get; init; }

    /// <summary>The workspace.</summary>
    [References(typeof(WorkspaceRow), OnDelete = ReferenceAction.Cascade)] public required WorkspaceId WorkspaceId { get; init; }

    /// <summary>Its name, unique in the workspace.</summary>
    public required string Name { get; init; }

    /// <summary>Who offers the model.</summary>
    public required string Provider { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The model's revision, where it has one.</summary>
    public string? ModelRevision { get; init; }

    /// <summary>How many numbers a vector has, at least 1.</summary>
    public required int Dimensions { get; init; }

    /// <summary>How near two vectors are.</summary>
    public required VectorDistance Distance { get; init; }

    /// <summary>Further parameters, as JSON text.</summary>
    [Check("params is null or json_valid(params)")] public string? Params { get; init; }

    /// <summary>The hash of all that decides what a vector is: provider, model, revision, dimensions, distance, parameters, and where it's kept.</summary>
    public required Sha256 Signature { get; init; }

    /// <summary>The kind of store that keeps the vectors.</summary>
    public required string VectorStore { get; init; }

    /// <summary>The collection within that store.</summary>
    public required string VectorCollection { get; init; }

    /// <summary>Whether it's used.</summary>
    public EmbeddingSetStatus Status { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}

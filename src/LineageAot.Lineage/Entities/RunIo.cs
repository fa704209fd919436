namespace LineageAot.Lineage;

/// <summary>Which way an edge points.</summary>
public enum IoDirection
{
    /// <summary>The run read it.</summary>
    In,

    /// <summary>The run made it.</summary>
    Out,
}

/// <summary>The kinds of things that a run reads and makes.</summary>
public enum EntityType
{
    /// <summary>A source.</summary>
    Source,

    /// <summary>A version of a source.</summary>
    SourceVersion,

    /// <summary>A document.</summary>
    Document,

    /// <summary>A chunk set.</summary>
    ChunkSet,

    /// <summary>A chunk.</summary>
    Chunk,

    /// <summary>An embedding set.</summary>
    EmbeddingSet,

    /// <summary>A collection.</summary>
    Collection,

    /// <summary>A logged query.</summary>
    Query,

    /// <summary>An artifact.</summary>
    Artifact,

    /// <summary>Something of the store's user, known by a key of his.</summary>
    Custom,
}

/// <summary>An edge of lineage: a run read or made a thing.</summary>
[Table("run_io", WithoutRowId = true)]
[Immutable]
[Index(nameof(EntityType), nameof(EntityId))]
public sealed partial record RunIo
{
    /// <summary>The run.</summary>
    [Key(Order = 0)]
    [References(typeof(Run), OnDelete = ReferenceAction.Cascade)]
    public required RunId RunId { get; init; }

    /// <summary>Read or made.</summary>
    [Key(Order = 1)] public required IoDirection Direction { get; init; }

    /// <summary>The kind of thing.</summary>
    [Key(Order = 2)] public required EntityType EntityType { get; init; }

    /// <summary>The thing.</summary>
    [Key(Order = 3)] public required Guid EntityId { get; init; }

    /// <summary>What it was to the run.</summary>
    [Key(Order = 4)] public required string Role { get; init; }

    /// <summary>When, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }
}

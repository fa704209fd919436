namespace LineageAot.Lineage;

/// <summary>A way to split documents. The same way is one row.</summary>
[Table("chunk_configs")]
[Check("chunk_size > 0")]
[Check("chunk_overlap >= 0 and chunk_overlap < chunk_size")]
public sealed partial record ChunkConfig
{
    /// <summary>The key.</summary>
    [Key(Generated = true)] public ChunkConfigId Id { get; init; }

    /// <summary>Who splits.</summary>
    public required string Splitter { get; init; }

    /// <summary>The splitter's version.</summary>
    public required string SplitterVersion { get; init; }

    /// <summary>The greatest length of a chunk, in the splitter's own unit.</summary>
    public required int ChunkSize { get; init; }

    /// <summary>How much of a chunk the next one repeats, in the same unit.</summary>
    public int ChunkOverlap { get; init; }

    /// <summary>Further parameters, as JSON text.</summary>
    [Check("params is null or json_valid(params)")] public string? Params { get; init; }

    /// <summary>The hash of all of the above.</summary>
#pragma warning disable LIN1501 // A handful of configurations, and two equal ones must not be.
    [Unique] public required Sha256 Signature { get; init; }
#pragma warning restore LIN1501

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}

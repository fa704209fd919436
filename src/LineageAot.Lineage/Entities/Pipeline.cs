namespace LineageAot.Lineage;

/// <summary>Whether a pipeline is used.</summary>
public enum PipelineStatus
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>In use.</summary>
    Active,

    /// <summary>No more in use.</summary>
    Inactive,
}

/// <summary>One version of a described sequence of work. The store remembers it and executes nothing.</summary>
[Table("pipelines")]
[Unique(nameof(WorkspaceId), nameof(Name), nameof(Version))]
[Check("version >= 1")]
public sealed partial record Pipeline
{
    /// <summary>The key.</summary>
    [Key(Generated = true)] public PipelineId Id { get; init; }

    /// <summary>The workspace.</summary>
    [References(typeof(WorkspaceRow), OnDelete = ReferenceAction.Cascade)] public required WorkspaceId WorkspaceId { get; init; }

    /// <summary>Its name; the versions of a name belong together.</summary>
    public required string Name { get; init; }

    /// <summary>The version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>What it's for.</summary>
    public string? Description { get; init; }

    /// <summary>Its steps and parameters, as JSON text.</summary>
    [Check("config is null or json_valid(config)")] public string? Config { get; init; }

    /// <summary>Whether it's used.</summary>
    public PipelineStatus Status { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}

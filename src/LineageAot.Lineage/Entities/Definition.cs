namespace LineageAot.Lineage;

/// <summary>What is defined.</summary>
public enum DefinitionKind
{
    /// <summary>A tool that a model may call.</summary>
    Tool,

    /// <summary>A flow of steps.</summary>
    Flow,
}

/// <summary>One version of a tool or a flow, remembered so that a run can say which one it used.</summary>
[Table("definitions")]
[Unique(nameof(WorkspaceId), nameof(Kind), nameof(Name), nameof(Version))]
[Check("version >= 1")]
[Check("kind <> 'tool' or schema is not null")]
public sealed partial record Definition
{
    /// <summary>The key.</summary>
    [Key(Generated = true)] public DefinitionId Id { get; init; }

    /// <summary>The workspace.</summary>
    [References(typeof(WorkspaceRow), OnDelete = ReferenceAction.Cascade)] public required WorkspaceId WorkspaceId { get; init; }

    /// <summary>Tool or flow.</summary>
    public required DefinitionKind Kind { get; init; }

    /// <summary>Its name; the versions of a name belong together.</summary>
    public required string Name { get; init; }

    /// <summary>The version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The caller's own word for what kind of tool or flow it is.</summary>
    public string? Type { get; init; }

    /// <summary>What it's for.</summary>
    public string? Description { get; init; }

    /// <summary>What it does, as JSON text.</summary>
    [Check("json_valid(body)")] public required string Body { get; init; }

    /// <summary>What it takes (JSON Schema), as JSON text; a tool has one.</summary>
    [Check("schema is null or json_valid(schema)")] public string? Schema { get; init; }

    /// <summary>Whether it may be used.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}

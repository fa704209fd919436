namespace LineageAot.Lineage;

/// <summary>Whether a workspace is used.</summary>
public enum WorkspaceStatus
{
    /// <summary>In use.</summary>
    Active,

    /// <summary>Kept, not used.</summary>
    Archived,

    /// <summary>On its way out.</summary>
    Deleting,
}

/// <summary>The wall between one body of sources and another. Everything else belongs to a workspace; contents and ways to split belong to nobody.</summary>
[Table("workspaces")]
public sealed partial record WorkspaceRow
{
    /// <summary>The key.</summary>
    [Key(Generated = true)] public WorkspaceId Id { get; init; }

    /// <summary>The name that people use.</summary>
    [Unique] public required string Name { get; init; }

    /// <summary>Whether it's used.</summary>
    public WorkspaceStatus Status { get; init; }

    /// <summary>Settings as JSON text.</summary>
    [Check("settings is null or json_valid(settings)")] public string? Settings { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}

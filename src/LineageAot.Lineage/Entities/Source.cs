namespace LineageAot.Lineage;

/// <summary>A thing that can be read again and may change: a file, a page, a message.</summary>
[Table("sources")]
[Unique(nameof(WorkspaceId), nameof(Uri))]
[Index(nameof(ConnectorId), nameof(LastSeenRunId))]
[Index(nameof(WorkspaceId), nameof(Id))]
[Index(nameof(WorkspaceId), nameof(UpdatedAt), nameof(Id))]
[Index(nameof(WorkspaceId), nameof(DeletedAt), nameof(Id), Where = "deleted_at is not null")]
[Index(nameof(WorkspaceId), nameof(MissingSince), nameof(Id), Where = "missing_since is not null")]
[Check("size_bytes >= 0")]
public sealed partial record Source
{
    /// <summary>The key.</summary>
    [Key(Generated = true)] public SourceId Id { get; init; }

    /// <summary>The workspace.</summary>
    [References(typeof(WorkspaceRow), OnDelete = ReferenceAction.Cascade)] public required WorkspaceId WorkspaceId { get; init; }

    /// <summary>The connector that found it.</summary>
    [References(typeof(Connector), OnDelete = ReferenceAction.SetNull)] public ConnectorId? ConnectorId { get; init; }

    /// <summary>What it is: <c>file</c>, or a word of yours.</summary>
    public required string SourceType { get; init; }

    /// <summary>Its name, unique in the workspace. For files: the connector's key, <c>/</c>, and the path below the root with <c>/</c>.</summary>
    public required string Uri { get; init; }

    /// <summary>What people call it.</summary>
    public string? Title { get; init; }

    /// <summary>Under which licence it may be used.</summary>
    public string? License { get; init; }

    /// <summary>Anything else, as JSON text.</summary>
    [Check("meta is null or json_valid(meta)")] public string? Meta { get; init; }

    /// <summary>Its size as last seen, in bytes.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Its time of change as last seen, UTC. Null where it mustn't be trusted, so that the next run reads the source again.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>The newest version.</summary>
    public SourceVersionId? CurrentVersionId { get; init; }

    /// <summary>When it was last seen, UTC.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>The run that saw it last.</summary>
    public RunId? LastSeenRunId { get; init; }

    /// <summary>Since when it isn't found any more, UTC.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    /// <summary>When it was given up (a tombstone), UTC.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>When it was first written, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its content or state last changed, UTC; being seen isn't a change.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Raised with each change.</summary>
    [RowVersion] public long RowVersion { get; init; }
}

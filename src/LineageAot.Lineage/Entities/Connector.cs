namespace LineageAot.Lineage;

/// <summary>How a connector is kept up to date.</summary>
public enum SyncMode
{
    /// <summary>When somebody asks.</summary>
    OneTime,

    /// <summary>Again and again.</summary>
    Continuous,
}

/// <summary>Where sources come from: a folder, a site, a mailbox. A source's URI starts with its connector's key, so that moving the root changes one row.</summary>
[Table("connectors")]
[Unique(nameof(WorkspaceId), nameof(Kind), nameof(Name))]
public sealed partial record Connector
{
    /// <summary>The key.</summary>
    [Key(Generated = true)] public ConnectorId Id { get; init; }

    /// <summary>The workspace.</summary>
    [References(typeof(WorkspaceRow), OnDelete = ReferenceAction.Cascade)] public required WorkspaceId WorkspaceId { get; init; }

    /// <summary>What it connects to: <c>folder</c>, <c>memory</c>, or a word of yours.</summary>
    public required string Kind { get; init; }

    /// <summary>Its name, unique among those of its kind: for a folder its path.</summary>
    public required string Name { get; init; }

    /// <summary>How to reach it, as JSON text, without secrets.</summary>
    [Check("config is null or json_valid(config)")] public string? Config { get; init; }

    /// <summary>Where reading goes on, as JSON text.</summary>
    [Check("cursor is null or json_valid(cursor)")] public string? Cursor { get; init; }

    /// <summary>The format of <see cref="Cursor"/>.</summary>
    public int CursorVersion { get; init; }

    /// <summary>How it's kept up to date.</summary>
    public SyncMode SyncMode { get; init; }

    /// <summary>The time between two syncs.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>When the next sync is due, UTC.</summary>
    public DateTimeOffset? NextSyncAt { get; init; }

    /// <summary>Since when it's paused, UTC.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>When the last sync began that was completed, UTC.</summary>
    public DateTimeOffset? LastSyncedAt { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}

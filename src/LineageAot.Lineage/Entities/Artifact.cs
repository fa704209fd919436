namespace LineageAot.Lineage;

/// <summary>A file that was made of something and is kept elsewhere: a page's picture, a document's Markdown.</summary>
[Table("artifacts")]
[Unique(nameof(WorkspaceId), nameof(OwnerType), nameof(OwnerId), nameof(Kind), nameof(Uri))]
[Index(nameof(OwnerType), nameof(OwnerId))]
[Check("size_bytes >= 0")]
public sealed partial record Artifact
{
    /// <summary>The key.</summary>
    [Key(Generated = true)] public ArtifactId Id { get; init; }

    /// <summary>The workspace.</summary>
    [References(typeof(WorkspaceRow), OnDelete = ReferenceAction.Cascade)] public required WorkspaceId WorkspaceId { get; init; }

    /// <summary>The kind of thing that it was made of.</summary>
    public required EntityType OwnerType { get; init; }

    /// <summary>The thing that it was made of.</summary>
    public required Guid OwnerId { get; init; }

    /// <summary>What it is: <c>thumbnail</c>, <c>markdown</c>, or a word of yours.</summary>
    public required string Kind { get; init; }

    /// <summary>Where it's kept.</summary>
    public required string Uri { get; init; }

    /// <summary>The hash of its bytes.</summary>
    public Sha256? Sha256 { get; init; }

    /// <summary>Its size in bytes.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>What its bytes are.</summary>
    public string? MimeType { get; init; }

    /// <summary>The run that made it.</summary>
    public RunId? RunId { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}

namespace LineageAot.Lineage;

/// <summary>What a source held at a time. A content that comes back is a new version, so that the past stays true.</summary>
[Table("source_versions")]
[Immutable]
[Unique(nameof(SourceId), nameof(VersionNo))]
[Index(nameof(SourceId), nameof(ContentSha256))]
[Index(nameof(ContentSha256))]
[Check("version_no >= 1")]
public sealed partial record SourceVersion
{
    /// <summary>The key.</summary>
    [Key(Generated = true)] public SourceVersionId Id { get; init; }

    /// <summary>The workspace.</summary>
    public required WorkspaceId WorkspaceId { get; init; }

    /// <summary>The source.</summary>
    [References(typeof(Source), OnDelete = ReferenceAction.Cascade)] public required SourceId SourceId { get; init; }

    /// <summary>Its number within the source, from 1.</summary>
    public required int VersionNo { get; init; }

    /// <summary>The content.</summary>
    [References(typeof(Content), OnDelete = ReferenceAction.Restrict)] public required Sha256 ContentSha256 { get; init; }

    /// <summary>The run that read it.</summary>
    public RunId? RunId { get; init; }

    /// <summary>When it was read, UTC.</summary>
    [CreatedAt] public DateTimeOffset IngestedAt { get; init; }

    /// <summary>Anything else, as JSON text.</summary>
    [Check("meta is null or json_valid(meta)")] public string? Meta { get; init; }
}

namespace LineageAot.Lineage;

/// <summary>A piece of a document.</summary>
[Table("chunks")]
[Immutable]
[Unique(nameof(ChunkSetId), nameof(Ordinal))]
[Index(nameof(WorkspaceId), nameof(ChunkHash))]
[Index(nameof(WorkspaceId), nameof(Id))]
[Check("(text is null) <> (text_uri is null)")]
[Check("ordinal >= 0")]
[Check("start_char <= end_char")]
public sealed partial record Chunk
{
    /// <summary>The key, derived from set, ordinal and text: see <see cref="ChunkIds"/>.</summary>
    [Key] public required ChunkId Id { get; init; }

    /// <summary>The workspace.</summary>
    public required WorkspaceId WorkspaceId { get; init; }

    /// <summary>The set.</summary>
    [References(typeof(ChunkSet), OnDelete = ReferenceAction.Cascade)] public required ChunkSetId ChunkSetId { get; init; }

    /// <summary>Its place in the set, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The hash of its text in UTF-8. Repeated text is kept: the hash isn't unique.</summary>
    public required Sha256 ChunkHash { get; init; }

    /// <summary>The text, or null where <see cref="TextUri"/> says where it is.</summary>
    public string? Text { get; init; }

    /// <summary>Where the text is, if not here.</summary>
    public string? TextUri { get; init; }

    /// <summary>Its length in tokens, as far as known.</summary>
    public int? TokenCount { get; init; }

    /// <summary>Where it starts in the document's text, in UTF-16 code units from 0.</summary>
    public int? StartChar { get; init; }

    /// <summary>Where it ends in the document's text, in UTF-16 code units, exclusive.</summary>
    public int? EndChar { get; init; }

    /// <summary>The page that it starts on.</summary>
    public int? PageStart { get; init; }

    /// <summary>The page that it ends on.</summary>
    public int? PageEnd { get; init; }

    /// <summary>Anything else, as JSON text.</summary>
    [Check("meta is null or json_valid(meta)")] public string? Meta { get; init; }

    /// <summary>When it was written, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }
}

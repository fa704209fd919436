namespace LineageAot.Lineage;

/// <summary>The text that an extractor took from one version of a source.</summary>
[Table("documents")]
[Unique(nameof(SourceVersionId), nameof(Extractor), nameof(ExtractorVersion), nameof(ParamsSignature))]
[Index(nameof(WorkspaceId), nameof(Id))]
public sealed partial record Document
{
    /// <summary>The key.</summary>
    [Key(Generated = true)] public DocumentId Id { get; init; }

    /// <summary>The workspace.</summary>
    public required WorkspaceId WorkspaceId { get; init; }

    /// <summary>The version that was read.</summary>
    [References(typeof(SourceVersion), OnDelete = ReferenceAction.Cascade)] public required SourceVersionId SourceVersionId { get; init; }

    /// <summary>Who took the text.</summary>
    public required string Extractor { get; init; }

    /// <summary>The extractor's version.</summary>
    public required string ExtractorVersion { get; init; }

    /// <summary>The hash of the extractor's parameters.</summary>
    public required Sha256 ParamsSignature { get; init; }

    /// <summary>The document's title.</summary>
    public string? Title { get; init; }

    /// <summary>Its language (BCP 47), as far as known.</summary>
    public string? Language { get; init; }

    /// <summary>Where its structure is kept, if somebody keeps it.</summary>
    public string? StructureUri { get; init; }

    /// <summary>Where its whole text is kept, if somebody keeps it.</summary>
    public string? PlainTextUri { get; init; }

    /// <summary>The hash of its text in UTF-8.</summary>
    public Sha256? TextSha256 { get; init; }

    /// <summary>Figures (characters, encoding), as JSON text.</summary>
    [Check("stats is null or json_valid(stats)")] public string? Stats { get; init; }

    /// <summary>Anything else, as JSON text.</summary>
    [Check("meta is null or json_valid(meta)")] public string? Meta { get; init; }

    /// <summary>The run that made it.</summary>
    public RunId? RunId { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}

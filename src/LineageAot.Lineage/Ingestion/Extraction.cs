namespace LineageAot.Lineage;

/// <summary>Who took the text of a document, and what is known of it.</summary>
/// <param name="Extractor">The extractor's name.</param>
/// <param name="Version">The extractor's version.</param>
public sealed record Extraction(string Extractor, string Version)
{
    private static readonly Sha256 NoParameters = Signature.Of();

    /// <summary>The hash of the extractor's parameters: <see cref="Signature.Of"/>.</summary>
    public Sha256 ParamsSignature { get; init; } = NoParameters;

    /// <summary>The document's title.</summary>
    public string? Title { get; init; }

    /// <summary>Its language (BCP 47).</summary>
    public string? Language { get; init; }

    /// <summary>The hash of its text in UTF-8.</summary>
    public Sha256? TextSha256 { get; init; }

    /// <summary>Where its structure is kept, if somebody keeps it.</summary>
    public string? StructureUri { get; init; }

    /// <summary>Where its whole text is kept, if somebody keeps it.</summary>
    public string? PlainTextUri { get; init; }

    /// <summary>Figures, as JSON text.</summary>
    public string? Stats { get; init; }

    /// <summary>Anything else, as JSON text.</summary>
    public string? Meta { get; init; }
}

/// <summary>A chunk before it's stored.</summary>
/// <param name="Ordinal">Its place in the document, from 0 without gaps.</param>
/// <param name="Text">Its text.</param>
public sealed record ChunkDraft(int Ordinal, string Text)
{
    /// <summary>Its length in tokens, as far as known.</summary>
    public int? TokenCount { get; init; }

    /// <summary>Where it starts in the document's text, in UTF-16 code units.</summary>
    public int? StartChar { get; init; }

    /// <summary>Where it ends, exclusive.</summary>
    public int? EndChar { get; init; }

    /// <summary>The page that it starts on.</summary>
    public int? PageStart { get; init; }

    /// <summary>The page that it ends on.</summary>
    public int? PageEnd { get; init; }

    /// <summary>Anything else, as JSON text.</summary>
    public string? Meta { get; init; }

    /// <summary>Where the text is kept. The store then keeps its hash and this, and not the text.</summary>
    public string? TextUri { get; init; }

    /// <summary>The hash of its text in UTF-8, where it's known already; otherwise it's computed while writing.</summary>
    public Sha256? Hash { get; init; }
}

/// <summary>A way to split, before it's stored.</summary>
/// <param name="Splitter">The splitter's name.</param>
/// <param name="Version">The splitter's version.</param>
public sealed record ChunkConfigSpec(string Splitter, string Version)
{
    /// <summary>The greatest length of a chunk, in the splitter's own unit; at least 1.</summary>
    public int ChunkSize { get; init; } = 1000;

    /// <summary>How much of a chunk the next one repeats; less than <see cref="ChunkSize"/>.</summary>
    public int ChunkOverlap { get; init; }

    /// <summary>Further parameters, as JSON text.</summary>
    public string? Params { get; init; }

    /// <summary>The hash of all of it.</summary>
    public Sha256 Signature => Lineage.Signature.Of(
        Splitter, Version, ChunkSize.ToString(System.Globalization.CultureInfo.InvariantCulture), ChunkOverlap.ToString(System.Globalization.CultureInfo.InvariantCulture), Params);
}

using LineageAot.Cli.Texts;
using LineageAot.Cli.Folders;
using LineageAot.Lineage;

namespace LineageAot.Cli.Ingestion;

/// <summary>What an ingest is asked to do.</summary>
internal sealed record IngestSettings
{
    /// <summary>Text is taken only of files up to this many bytes: it bounds the memory.</summary>
    public const int DefaultMaxTextBytes = 8 << 20;

    public const int DefaultChunkCharacters = 2000;

    public PathFilter Filter { get; init; } = PathFilter.Everything;

    public int ChunkCharacters { get; init; } = DefaultChunkCharacters;

    public int MaxTextBytes { get; init; } = DefaultMaxTextBytes;

    public CleanupMode Cleanup { get; init; }

    public int MaxDeletePercent { get; init; } = 50;

    /// <summary>The way to split.</summary>
    public ChunkConfigSpec ChunkConfig => new(ParagraphSplitter.Name, ParagraphSplitter.Version) { ChunkSize = ChunkCharacters };

    /// <summary>The hash of what decides on the result for a file: with other parameters an unchanged file is read again.</summary>
    public Sha256 ParamsSignature => Signature.Of(
        "files", FileProcessor.ExtractorVersion, ChunkConfig.Signature.ToString(), MaxTextBytes.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

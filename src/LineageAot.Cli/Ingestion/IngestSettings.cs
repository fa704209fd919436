using LineageAot.Cli.Texts;
using LineageAot.Cli.Folders;
using LineageAot.Lineage;

namespace LineageAot.Cli.Ingestion;

/// <summary>What an ingest is asked to do.</summary>
internal sealed record IngestSettings
{
    /// <summary>Text is taken only of files up to this many MiB: it bounds the memory.</summary>
    public const int DefaultMaxTextMebibytes = 8;

    /// <summary>What a user may raise it to: a text takes about five times its bytes in memory while it's split.</summary>
    public const int LargestMaxTextMebibytes = 256;

    public const int DefaultChunkCharacters = 2000;

    public PathFilter Filter { get; init; } = PathFilter.Everything;

    public int ChunkCharacters { get; init; } = DefaultChunkCharacters;

    public int MaxTextBytes { get; init; } = DefaultMaxTextMebibytes << 20;

    public CleanupMode Cleanup { get; init; }

    public int MaxDeletePercent { get; init; } = 50;

    /// <summary>The way to split.</summary>
    public ChunkConfigSpec ChunkConfig => new(ParagraphSplitter.Name, ParagraphSplitter.Version) { ChunkSize = ChunkCharacters };

    /// <summary>The hash of what decides on the result for a file: with other parameters an unchanged file is read again.</summary>
    public Sha256 ParamsSignature => Signature.Of(
        "files", FileProcessor.ExtractorVersion, ChunkConfig.Signature.ToString(), MaxTextBytes.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

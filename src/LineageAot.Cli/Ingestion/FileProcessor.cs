using System.Globalization;
using LineageAot.Cli.Texts;
using LineageAot.Cli.Folders;
using LineageAot.Lineage;

namespace LineageAot.Cli.Ingestion;

/// <summary>What became of one file: exactly one of the two is set.</summary>
internal readonly record struct FileOutcome(SourceDelivery? Delivery, SourceProblem? Problem);

/// <summary>Reads one file, takes its text and splits it. Not safe to share between threads.</summary>
internal sealed class FileProcessor
{
    /// <summary>Raise it when an extractor gives other text: every file is then read again.</summary>
    public const string ExtractorVersion = "1";

    private readonly FileReader reader;
    private readonly ParagraphSplitter splitter;
    private readonly CharBuffer decoded = new(), stripped = new();
    private readonly IngestSettings settings;
    private readonly ChunkConfigId chunkConfig;

    public FileProcessor(FolderAccess access, IngestSettings settings, ChunkConfigId chunkConfig, TimeProvider time)
    {
        reader = new FileReader(access, settings.MaxTextBytes, time);
        splitter = new ParagraphSplitter(settings.ChunkCharacters);
        this.settings = settings;
        this.chunkConfig = chunkConfig;
    }

    /// <summary>Never throws for what is wrong with the file; the outcome says it.</summary>
    public FileOutcome Process(FoundItem item, string uri, KnownSource? known, CancellationToken cancellationToken)
    {
        try
        {
            var content = reader.Read(item, cancellationToken);
            var name = item.RelativePath[(item.RelativePath.LastIndexOf('/') + 1)..];
            var (mimeType, kind) = FileTypes.Of(name);
            var source = new SourceItem(uri)
            {
                ContentSha256 = content.Sha256,
                SizeBytes = content.SizeBytes,
                ModifiedAt = content.ModifiedAt,
                SourceType = "file",
                MimeType = mimeType,
                Title = name,
            };
            return new FileOutcome(Deliver(source, known, content, kind), null);
        }
        catch (FileSystemException error)
        {
            return new FileOutcome(null, ProblemOf(error, uri, known));
        }
    }

    /// <summary>How a refusal of the system is recorded.</summary>
    public static SourceProblem ProblemOf(FileSystemException error, string uri, KnownSource? known) => error.Problem switch
    {
        FileProblem.Missing => new SourceProblem(uri, RunItemStatus.Skipped, "it vanished before it was read") { Known = known, Category = ErrorCategory.Transient },
        FileProblem.IsLink or FileProblem.NotAFile or FileProblem.NotAFolder => new SourceProblem(uri, RunItemStatus.Skipped, "it isn't a file any more") { Known = known, Category = ErrorCategory.Transient },
        FileProblem.Denied => new SourceProblem(uri, RunItemStatus.Failed, error.Message) { Known = known, Category = ErrorCategory.Permanent },
        _ => new SourceProblem(uri, RunItemStatus.Failed, error.Message) { Known = known, Category = ErrorCategory.Transient },
    };

    private SourceDelivery Deliver(SourceItem source, KnownSource? known, in FileContent content, TextKind kind)
    {
        var bare = new SourceDelivery(source) { Known = known };
        if (kind == TextKind.None)
        {
            return bare with { SkippedBecause = $"no text is taken of {source.MimeType}" };
        }

        if (!content.IsWhole)
        {
            return bare with { SkippedBecause = string.Create(CultureInfo.InvariantCulture, $"longer than {settings.MaxTextBytes} bytes: no text was taken") };
        }

        if ((kind == TextKind.Unknown && !TextDecoder.LooksLikeText(reader.Bytes)) || !TextDecoder.TryDecode(reader.Bytes, decoded, out var text))
        {
            return bare with
            {
                Item = source with { MimeType = source.MimeType ?? FileTypes.UnknownBinary },
                SkippedBecause = "binary: no text was taken",
            };
        }

        var delivery = bare with { Item = source with { MimeType = source.MimeType ?? "text/plain" }, ChunkConfigId = chunkConfig };
        return kind == TextKind.Html ? FromHtml(delivery, text) : FromText(delivery, text, kind, content);
    }

    private SourceDelivery FromText(SourceDelivery delivery, in DecodedText text, TextKind kind, in FileContent content)
    {
        var (extractor, title) = kind switch
        {
            TextKind.Markdown => ("markdown", Titles.OfMarkdown(text.Characters)),
            TextKind.Source => ("source", null),
            _ => ("plain", null),
        };
        return text.IsExactUtf8
            ? WithText(delivery, text.Characters, reader.Bytes, extractor, title, text.Encoding, content.Sha256)
            : WithText(delivery, text.Characters, [], extractor, title, text.Encoding, textHash: null);
    }

    private SourceDelivery FromHtml(SourceDelivery delivery, in DecodedText html)
    {
        var text = stripped.Take(HtmlText.MaxLength(html.Characters.Length));
        var length = HtmlText.Strip(html.Characters, text, out var title);
        return WithText(delivery, text[..length], [], "html", title, html.Encoding, textHash: null);
    }

    private SourceDelivery WithText(SourceDelivery delivery, ReadOnlySpan<char> text, ReadOnlySpan<byte> utf8, string extractor, string? title, string encoding, Sha256? textHash)
    {
        var pieces = splitter.Split(text);
        var chunks = new ChunkDraft[pieces.Count];
        var hashes = new PieceHashes(text, utf8);
        for (var i = 0; i < chunks.Length; i++)
        {
            var (start, end) = pieces[i];
            chunks[i] = new ChunkDraft(i, text[start..end].ToString()) { StartChar = start, EndChar = end, Hash = hashes.Next(pieces[i]) };
        }

        return delivery with
        {
            Extraction = new Extraction(extractor, ExtractorVersion)
            {
                Title = title ?? delivery.Item.Title,
                TextSha256 = textHash ?? TextHash.Of(text),
                Stats = string.Create(CultureInfo.InvariantCulture, $$"""{"characters":{{text.Length}},"encoding":"{{encoding}}"}"""),
            },
            Chunks = chunks,
        };
    }
}

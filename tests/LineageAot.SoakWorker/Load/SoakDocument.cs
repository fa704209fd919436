using LineageAot.Lineage;

namespace LineageAot.SoakWorker.Load;

/// <summary>A document as a pass finds it; all of it follows from its name and the pass in which it last changed.</summary>
/// <param name="Uri">Its name.</param>
/// <param name="ChangedIn">The pass in which it last changed.</param>
/// <param name="VersionNo">Which of its versions that is.</param>
internal sealed record SoakDocument(string Uri, int ChangedIn, int VersionNo)
{
    private const int ChunkCount = 6;

    public IReadOnlyList<string> Texts { get; } = [.. Enumerable.Range(0, ChunkCount).Select(part => TextOf($"{Uri}/{ChangedIn}/{part}"))];

    public Sha256 Content => HashOf(Texts);

    public SourceItem Item => new(Uri) { ContentSha256 = Content, SizeBytes = Texts.Sum(static text => text.Length), SourceType = "file", MimeType = "text/plain" };

    public IReadOnlyList<ChunkDraft> Chunks => [.. Texts.Select(static (text, i) => new ChunkDraft(i, text))];

    public static Sha256 HashOf(IEnumerable<string> texts) => Sha256.OfText(string.Concat(texts));

    // Words that hardly repeat, so that chunks aren't the same.
    private static string TextOf(string name) => string.Join(' ', Enumerable.Range(0, 6).Select(i => Sha256.OfText($"{name}/{i}").ToString()));
}

/// <summary>What a connector finds in each of its passes, from 1 on.</summary>
internal sealed record DocumentPlan(string Connector, CleanupMode Cleanup, Func<int, IReadOnlyList<SoakDocument>> DocumentsOf)
{
    public const string PassingPrefix = "changing/passing-";

    /// <summary>How many passes find a passing document.</summary>
    public const int PassesOfPassing = 8;

    private const int Lasting = 24;
    private const int ChangesEvery = 3;
    private const int NewInPass = 2;

    /// <summary>Documents that change in every third pass, and some that come, are found for a while, and are deleted.</summary>
    public static DocumentPlan Changing { get; } = new("changing", CleanupMode.Full, static pass =>
    [
        .. Enumerable.Range(0, Lasting).Select(i => LastingOf(i, pass)),
        .. Enumerable.Range(Math.Max(1, pass - PassesOfPassing + 1), Math.Min(pass, PassesOfPassing)).Select(static first => new SoakDocument(PassingPrefix + first, first, 1)),
    ]);

    /// <summary>New documents in every pass, which stay.</summary>
    public static DocumentPlan Growing { get; } = new("growing", CleanupMode.None, static pass => [.. Enumerable.Range(0, NewInPass).Select(i => new SoakDocument($"growing/{pass}-{i}", pass, 1))]);

    private static SoakDocument LastingOf(int number, int pass)
    {
        var changes = Enumerable.Range(2, Math.Max(0, pass - 1)).Where(q => (q + number) % ChangesEvery == 0).ToList();
        return new SoakDocument($"changing/doc-{number}", changes.Count == 0 ? 1 : changes[^1], 1 + changes.Count);
    }
}

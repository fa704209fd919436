using System.Runtime.CompilerServices;
using LineageAot.Benchmarks.Running;
using LineageAot.Lineage;

namespace LineageAot.Benchmarks.LineageQuestions;

/// <summary>Lineage stores on real files, filled in the same way for each question.</summary>
internal static class LineageStores
{
    public const string WorkspaceName = "main";

    private const string Filler = "A chunk of text as a splitter gives it: some sentences of a paragraph, long enough to be found by what they mean and short enough to be read. ";

    public static Task<LineageStore> OpenAsync(DatabaseFile file) => LineageStore.OpenAsync(new DatabaseOptions { Path = file.Path, Durability = Durability.Normal }).AsTask();

    /// <summary>A source with one document whose chunk set waits for its chunks.</summary>
    public static async Task<ChunkSetId> AddEmptySetAsync(LineageStore store, RunScope run, string uri)
    {
        var config = await store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1"));
        var version = await run.IngestVersionAsync(ItemOf(uri));
        var document = await run.GetOrAddDocumentAsync(version.Id, new Extraction("plain", "1"));
        return (await run.GetOrAddChunkSetAsync(document.Id, config.Id)).Id;
    }

    public static SourceItem ItemOf(string uri) => new(uri) { ContentSha256 = Sha256.OfText(uri), SizeBytes = uri.Length, MimeType = "text/plain" };

    /// <summary>A text of 300 characters that no other ordinal of the set has.</summary>
    public static string TextOf(int set, int ordinal) => string.Create(300, (set, ordinal), static (text, of) =>
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = Filler[i % Filler.Length];
        of.set.TryFormat(text, out var written);
        text[written] = '/';
        of.ordinal.TryFormat(text[(written + 1)..], out _);
    });

    // Made while they are read, so that a million of them are never in memory.
    public static async IAsyncEnumerable<ChunkDraft> DraftsAsync(int set, int count, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        for (var i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ChunkDraft(i, TextOf(set, i));
        }
    }

    /// <summary>A file with chunks in sets of a thousand.</summary>
    public static async Task<DatabaseFile> FillAsync(RunSettings settings, int chunks)
    {
        const int chunksASet = 1000;
        var file = new DatabaseFile(settings, "lineage");
        await using var store = await OpenAsync(file);
        var workspace = await store.GetOrAddWorkspaceAsync(WorkspaceName);
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        for (var set = 0; set * chunksASet < chunks; set++)
            await run.WriteChunksAsync(await AddEmptySetAsync(store, run, $"source/{set}"), DraftsAsync(set, Math.Min(chunksASet, chunks - (set * chunksASet))));
        await run.SucceedAsync();
        return file;
    }
}

using LineageAot.Lineage;

namespace LineageAot.LineageAgent.Operations;

/// <summary>From files to chunks.</summary>
internal static class IngestOperations
{
    private const int Streamed = 5000;

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("ingest-batch", static bench => Task.CompletedTask, static bench => bench.InRunAsync(run => run.SyncAsync(bench.Files, CleanupMode.Full))),
        new("ingest-stepwise", static bench => Task.CompletedTask, static bench => bench.InRunAsync(run => run.SyncStepwiseAsync(bench.Files, CleanupMode.Full))),
        new("write-chunks", PrepareDocumentAsync, static bench => bench.InRunAsync(run => WriteChunksAsync(bench, run))),
        new("reset-chunks", PrepareHalfASetAsync, static bench => bench.InRunAsync(run => ResetAsync(bench, run))),
        new("split-again", static bench => bench.IngestEmbeddedAsync(), static bench => bench.InRunAsync(run => SplitAgainAsync(bench, run))),
        new("sync-full", static bench => bench.IngestEmbeddedAsync(), static bench => bench.InRunAsync(run => run.SyncAsync(bench.Changed(), CleanupMode.Full))),
        new("sync-incremental", static bench => bench.IngestEmbeddedAsync(), static bench => bench.InRunAsync(run => run.SyncAsync(bench.Changed(), CleanupMode.Incremental))),
        new("sync-return", PrepareReturnAsync, static bench => bench.InRunAsync(run => run.SyncAsync(bench.Files, CleanupMode.Full))),
        new("sync-stepwise-changes", static bench => bench.IngestEmbeddedAsync(), static bench => bench.InRunAsync(run => run.SyncStepwiseAsync(bench.Changed(), CleanupMode.Full))),
    ];

    private static async Task<(ChunkSet Set, ChunkConfig Config)> AddSetAsync(Bench bench, RunScope run)
    {
        var config = await bench.Store.GetOrAddChunkConfigAsync(Library.Fine);
        var version = await run.IngestVersionAsync(bench.Files[0].Item);
        var document = await run.GetOrAddDocumentAsync(version.Id, Library.Plain);
        return (await run.GetOrAddChunkSetAsync(document.Id, config.Id), config);
    }

    private static Task PrepareDocumentAsync(Bench bench) => bench.PrepareInRunAsync(async run =>
    {
        await bench.SetAsync("small");
        await AddSetAsync(bench, run);
    });

    private static async Task WriteChunksAsync(Bench bench, RunScope run)
    {
        var (set, _) = await AddSetAsync(bench, run);
        await run.WriteChunksAsync(set.Id, Enumerable.Range(0, Streamed).Select(static i => new ChunkDraft(i, $"The chunk {i} of many.")).Streamed());
    }

    private static Task PrepareHalfASetAsync(Bench bench) => bench.PrepareInRunAsync(async run =>
    {
        var (set, _) = await AddSetAsync(bench, run);
        try
        {
            await run.WriteChunksAsync(set.Id, Broken());
        }
        catch (InvalidDataException)
        {
            // As a splitter does that meets what it can't split.
        }
    });

    private static async IAsyncEnumerable<ChunkDraft> Broken()
    {
        await Task.Yield();
        for (var i = 0; i < 3000; i++)
        {
            yield return new ChunkDraft(i, $"The chunk {i} of an earlier splitter.");
        }

        throw new InvalidDataException();
    }

    private static async Task ResetAsync(Bench bench, RunScope run)
    {
        var (set, _) = await AddSetAsync(bench, run);
        if (set.Status != ChunkSetStatus.Ready)
        {
            await run.ResetChunkSetAsync(set.Id);
        }

        await run.WriteChunksAsync(set.Id, Library.Split(bench.Files[0].Text, Library.Fine.ChunkSize).Streamed());
    }

    private static async Task SplitAgainAsync(Bench bench, RunScope run)
    {
        var config = await bench.Store.GetOrAddChunkConfigAsync(Library.Fine);
        foreach (var file in bench.Files)
        {
            var known = await bench.Workspace.FindSourceAsync(file.Uri);
            await run.SplitAsync(known!.CurrentVersionId!.Value, config, file.Text);
        }
    }

    private static async Task PrepareReturnAsync(Bench bench)
    {
        await bench.IngestEmbeddedAsync();
        await bench.IngestAsync(bench.Changed());
    }
}

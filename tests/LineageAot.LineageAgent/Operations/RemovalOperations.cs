using LineageAot.Lineage;

namespace LineageAot.LineageAgent.Operations;

/// <summary>What takes things away.</summary>
internal static class RemovalOperations
{
    private static readonly RetentionPolicy Least = new()
    {
        KeepVersions = 1,
        SupersededChunkSets = TimeSpan.Zero,
        DeletedSources = TimeSpan.Zero,
        FinishedRuns = TimeSpan.Zero,
        Queries = TimeSpan.Zero,
    };

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("delete-source", static bench => bench.IngestEmbeddedAsync(), DeleteSourcesAsync),
        new("purge", PrepareDeletedAsync, static async bench => await bench.Workspace.PurgeDeletedAsync(TimeSpan.Zero)),
        new("purge-large-set", PrepareLargeSetAsync, static async bench => await bench.Workspace.PurgeDeletedAsync(TimeSpan.Zero)),
        new("retention", PrepareHistoryAsync, static async bench => await bench.Workspace.ApplyRetentionAsync(Least)),
        new("delete-workspace", PrepareHistoryAsync, static async bench => await bench.Store.DeleteWorkspaceAsync(bench.Workspace.Id)),
        new("collect-contents", PreparePurgedAsync, static async bench => await bench.Store.CollectContentsAsync()),
    ];

    private static async Task DeleteSourcesAsync(Bench bench)
    {
        foreach (var source in await bench.SourcesAsync())
        {
            await bench.Workspace.DeleteSourceAsync(source);
        }
    }

    private static async Task PrepareDeletedAsync(Bench bench)
    {
        await bench.IngestEmbeddedAsync();
        await DeleteSourcesAsync(bench);
    }

    // More chunks than go in one unit.
    private static async Task PrepareLargeSetAsync(Bench bench)
    {
        await bench.PrepareInRunAsync(async run =>
        {
            var config = await bench.Store.GetOrAddChunkConfigAsync(Library.Fine);
            var version = await run.IngestVersionAsync(bench.Files[0].Item);
            var document = await run.GetOrAddDocumentAsync(version.Id, Library.Plain);
            var set = await run.GetOrAddChunkSetAsync(document.Id, config.Id);
            await run.WriteChunksAsync(set.Id, Enumerable.Range(0, 12_000).Select(static i => new ChunkDraft(i, $"The chunk {i} of many.")).Streamed());
        });
        await bench.Workspace.EmbedAllAsync((await bench.SetAsync("small")).Id, batch: 5000);
        await DeleteSourcesAsync(bench);
    }

    private static async Task PrepareHistoryAsync(Bench bench)
    {
        await bench.IngestEmbeddedAsync();
        await bench.IngestAsync(bench.Changed());
        await bench.Workspace.EmbedAllAsync((await bench.SetAsync("small")).Id);
        await bench.IngestAsync(bench.Files);
        for (var i = 1; i <= 20; i++)
        {
            await bench.Workspace.LogQueryAsync(new QueryLog { Id = new QueryId(new Guid(i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 2])), Text = $"the question {i}" });
        }

        await bench.Workspace.DeleteSourceAsync((await bench.SourcesAsync())[0]);
        await bench.Workspace.AddSourcesAsync((await bench.Workspace.AddCollectionAsync(new CollectionSpec("base"))).Id, await bench.SourcesAsync());
    }

    private static async Task PreparePurgedAsync(Bench bench)
    {
        await bench.IngestAsync([.. bench.Files, .. Enumerable.Range(0, 2500).Select(static i => new LibraryFile($"many/{i:D5}.txt", System.Text.Encoding.UTF8.GetBytes($"The text {i}.")))]);
        await DeleteSourcesAsync(bench);
        await bench.Workspace.PurgeDeletedAsync(TimeSpan.Zero);
    }
}

using LineageAot.Lineage;

namespace LineageAot.LineageAgent.Operations;

/// <summary>From chunks to pointers, and their end.</summary>
internal static class EmbeddingOperations
{
    private const int ManySets = 3000;

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("add-embedding-set", PrepareManySetsAsync, static async bench => await bench.SetAsync("small")),
        new("embed", PrepareStaleAsync, static async bench => await bench.Workspace.EmbedAllAsync((await bench.SetAsync("small")).Id)),
        new("embed-again", static bench => bench.IngestEmbeddedAsync(), static async bench => await bench.Workspace.EmbedAllAsync((await bench.SetAsync("large")).Id)),
        new("fail", PrepareStaleAsync, static async bench => await bench.Workspace.FailAllAsync((await bench.SetAsync("small")).Id)),
        new("retry-failed", PrepareFailedAsync, static async bench => await bench.Workspace.RetryFailedAsync((await bench.SetAsync("small")).Id)),
        new("promote", PrepareTwoSetsAsync, static async bench => await bench.Workspace.PromoteEmbeddingSetAsync((await bench.SetAsync("large")).Id, 1)),
        new("retire", static bench => bench.IngestEmbeddedAsync(), RetireAsync),
        new("delete-vectors", PrepareDeletionsAsync, DeleteVectorsAsync),
        new("reconcile", static bench => bench.IngestEmbeddedAsync(), ReconcileAsync),
    ];

    private static Task PrepareManySetsAsync(Bench bench)
        => bench.IngestAsync([.. Enumerable.Range(0, ManySets).Select(static i => new LibraryFile($"many/{i:D5}.txt", System.Text.Encoding.UTF8.GetBytes($"The text {i} of many.")))]);

    private static async Task PrepareStaleAsync(Bench bench)
    {
        await bench.IngestAsync(bench.Files);
        await bench.SetAsync("small");
    }

    private static async Task PrepareFailedAsync(Bench bench)
    {
        await PrepareStaleAsync(bench);
        await bench.Workspace.FailAllAsync((await bench.SetAsync("small")).Id);
    }

    private static async Task PrepareTwoSetsAsync(Bench bench)
    {
        var small = await bench.IngestEmbeddedAsync();
        await bench.Workspace.PromoteEmbeddingSetAsync(small.Id, 1);
        await bench.Workspace.AddCollectionAsync(new CollectionSpec("base") { EmbeddingSetId = small.Id });
        await bench.Workspace.EmbedAllAsync((await bench.SetAsync("large")).Id);
    }

    private static async Task RetireAsync(Bench bench)
    {
        var set = await bench.SetAsync("small");
        await bench.Workspace.RetireEmbeddingSetAsync(set.Id);
        await bench.Workspace.DeleteAllAsync(set.Id, async () => (await bench.Store.Database.Table<ChunkEmbedding>().CountAsync()) <= NeighboursPointers(bench));
    }

    // The neighbour's own pointers are all that may be left.
    private static long NeighboursPointers(Bench bench) => bench.Files.Take(3).Sum(static file => Library.Split(file.Text, Library.Coarse.ChunkSize).Count);

    private static async Task PrepareDeletionsAsync(Bench bench)
    {
        await bench.IngestEmbeddedAsync();
        await bench.IngestAsync(bench.Changed());
    }

    private static async Task DeleteVectorsAsync(Bench bench)
    {
        var set = await bench.SetAsync("small");
        var left = (await bench.Workspace.GetCoverageAsync(set.Id)).Ready;
        await bench.Workspace.DeleteAllAsync(set.Id, async () => (await bench.Store.Database.Table<ChunkEmbedding>().CountAsync()) <= left + NeighboursPointers(bench));
    }

    // Every third vector is lost, and there are some that nobody knows.
    private static async Task ReconcileAsync(Bench bench)
    {
        var set = await bench.SetAsync("small");
        var chunks = (await bench.Workspace.ListChunksAsync(new PageRequest(10_000))).Items.OrderBy(static chunk => chunk.Id.Value);
        var listed = chunks.Index().Where(static chunk => chunk.Index % 3 != 0).Select(static chunk => Embedding.VectorOf(chunk.Item.Id)).Concat(Enumerable.Range(0, 1200).Select(static i => $"orphan-{i}"));
        await bench.Workspace.ReconcileAsync(set.Id, listed, new ReconcileOptions { EnqueueOrphans = true, MaxMissingPercent = 100 });
    }
}

using System.Diagnostics;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;
using LineageAot.Lineage;

namespace LineageAot.Benchmarks.LineageQuestions;

/// <summary>How soon does an embedding worker know its first chunks, when nearly all have their vectors?</summary>
internal sealed class StaleFirstPage(RunSettings settings, KeptStore kept) : Question(settings)
{
    private const int Stale = 1500;
    private const int PageSize = 1000;
    private const int PagesARound = 10;

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        var chunks = Settings.Count(1_000_000, 100_000);
        using var file = await kept.TakeAsync(Settings, chunks);
        var set = await AddPointersAsync(file, chunks);
        await using var store = await LineageStores.OpenAsync(file);
        var workspace = await store.GetOrAddWorkspaceAsync(LineageStores.WorkspaceName);
        result.Figures.Add(await runner.MeasureAsync(new Figure($"first {PageSize:N0} of {Stale:N0} stale chunks among {chunks:N0} pointers, median of {PagesARound}", "ms", 20, async () =>
        {
            var elapsed = new double[PagesARound];
            for (var i = 0; i < PagesARound; i++)
            {
                var started = Stopwatch.GetTimestamp();
                var page = await workspace.GetStaleAsync(set, new StaleRequest(PageSize));
                elapsed[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                Verify(page.Items.Count == PageSize && page.Next is not null, "the page");
            }

            return Runner.Median(elapsed);
        })));
        Verify(await workspace.CountStaleAsync(set) == Stale, "the number of stale chunks");
    }

    // By SQL: what is asked for is the page, not how a million pointers came.
    private static async Task<EmbeddingSetId> AddPointersAsync(DatabaseFile file, int chunks)
    {
        EmbeddingSetId id;
        await using (var store = await LineageStores.OpenAsync(file))
        {
            var workspace = await store.GetOrAddWorkspaceAsync(LineageStores.WorkspaceName);
            var spec = new EmbeddingSetSpec("default", "acme", "small", 3, VectorDistance.Cosine) { VectorStore = "store", VectorCollection = "chunks" };
            id = (await workspace.GetOrAddEmbeddingSetAsync(spec)).Id;
        }

        using var connection = new RawConnection(file.Path, FileSettings.Writer);
        var every = chunks / Stale;
        connection.Execute($"""
            delete from embedding_backlog;
            insert into chunk_embeddings (embedding_set_id, chunk_id, workspace_id, vector_id, state, attempts, updated_at)
            select e.id, c.id, c.workspace_id, iif(c.rowid % {every} = 0 and c.rowid <= {Stale * every}, null, hex(c.id)),
                iif(c.rowid % {every} = 0 and c.rowid <= {Stale * every}, 'pending', 'ready'), 0, 0
            from embedding_sets e cross join chunks c;
            """);
        return id;
    }
}

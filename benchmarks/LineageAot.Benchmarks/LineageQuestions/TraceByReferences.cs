using LineageAot.Benchmarks.Running;
using LineageAot.Lineage;

namespace LineageAot.Benchmarks.LineageQuestions;

/// <summary>How long does a trace take along what things say of themselves: from a source to its chunks, and from a query to where its hits come from?</summary>
internal sealed class TraceByReferences(RunSettings settings) : Question(settings)
{
    private const int Sources = 10;

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        // With its source, version, document and set it's a little more than a tenth of the edges, and less than the limit of a trace.
        var chunks = Settings.Count(9_990, 990);
        using var file = new DatabaseFile(Settings, "references");
        await using var store = await LineageStores.OpenAsync(file);
        var workspace = await store.GetOrAddWorkspaceAsync(LineageStores.WorkspaceName);
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        var sets = new List<ChunkSetId>();
        for (var i = 0; i < Sources; i++)
        {
            sets.Add(await LineageStores.AddEmptySetAsync(store, run, $"source/{i}"));
            await run.WriteChunksAsync(sets[i], LineageStores.DraftsAsync(i, chunks));
        }

        await run.SucceedAsync();
        var source = await workspace.FindSourceAsync("source/3") ?? throw new InvalidOperationException("The source isn't there.");
        var query = await AddQueryAsync(store, workspace, sets[3], chunks);
        var title = $"about {chunks:N0} things of {chunks * Sources:N0} edges along references, ";
        result.Figures.Add(await runner.MeasureAsync(Traces.FigureOf(title + "upstream from a query", chunks, () => workspace.TraceUpstreamAsync(query))));
        result.Figures.Add(await runner.MeasureAsync(Traces.FigureOf(title + "downstream from a source", chunks, () => workspace.TraceDownstreamAsync(source.Id))));
    }

    private static async Task<QueryId> AddQueryAsync(LineageStore store, Workspace workspace, ChunkSetId set, int hits) => await store.Database.WriteAsync(unit =>
    {
        var query = unit.Insert(new LoggedQuery { Id = new QueryId(Guid.CreateVersion7()), WorkspaceId = workspace.Id, TextSha256 = Sha256.OfText("everything") }).Id;
        for (var i = 0; i < hits; i++)
        {
            var hash = Sha256.OfText(LineageStores.TextOf(3, i));
            unit.Insert(new LoggedQueryResult { QueryId = query, Rank = i + 1, ChunkId = ChunkIds.Derive(set, i, hash), ChunkHash = hash });
        }

        return query;
    });
}

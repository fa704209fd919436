using System.Text.Json.Serialization;
using LineageAot.Lineage;

namespace LineageAot.LineageAgent.Operations;

/// <summary>Settings of the agent.</summary>
internal sealed record Preferences(string Name, int Size);

[JsonSerializable(typeof(Preferences))]
internal sealed partial class AgentJson : JsonSerializerContext;

/// <summary>Collections, definitions, artifacts, settings, queries, connectors, and the export.</summary>
internal static class CatalogOperations
{
    public static IReadOnlyList<Operation> All { get; } =
    [
        new("collection", PrepareManySourcesAsync, CollectAsync),
        new("definitions", static bench => Task.CompletedTask, DefineAsync),
        new("artifacts", static bench => bench.IngestAsync(bench.Files), AddArtifactsAsync),
        new("settings", static bench => Task.CompletedTask, SetAsync),
        new("query-log", static bench => bench.IngestEmbeddedAsync(), LogAsync),
        new("connectors", static bench => bench.IngestAsync(bench.Files), PauseAsync),
        new("pipelines", static bench => Task.CompletedTask, AddPipelinesAsync),
        new("export", static bench => bench.IngestEmbeddedAsync(), ExportAsync),
    ];

    private static Task PrepareManySourcesAsync(Bench bench)
        => bench.IngestAsync([.. Enumerable.Range(0, 1200).Select(static i => new LibraryFile($"many/{i:D5}.txt", System.Text.Encoding.UTF8.GetBytes($"The text {i}.")))]);

    private static async Task CollectAsync(Bench bench)
    {
        var collection = await bench.Workspace.AddCollectionAsync(new CollectionSpec("base") { Meta = """{"of":"all"}""" });
        await bench.Workspace.AddSourcesAsync(collection.Id, await bench.SourcesAsync());
        await bench.Workspace.SetCollectionStatusAsync(collection.Id, CollectionStatus.Active);
        await bench.Workspace.PinCollectionAsync("base", collection.Version);
        await bench.Workspace.RemoveSourcesAsync(collection.Id, (await bench.SourcesAsync()).Take(600));
    }

    private static async Task DefineAsync(Bench bench)
    {
        for (var i = 0; i < 20; i++)
        {
            var added = await bench.Workspace.AddDefinitionAsync(new DefinitionSpec(DefinitionKind.Flow, $"flow-{i}", """{"steps":[]}"""));
            await bench.Workspace.SetDefinitionEnabledAsync(added.Id, false);
        }
    }

    private static async Task AddArtifactsAsync(Bench bench)
    {
        foreach (var (i, source) in (await bench.SourcesAsync()).Index())
        {
            await bench.Workspace.AddArtifactAsync(new ArtifactSpec(EntityType.Source, source.Value, "thumbnail", $"memory:{i}") { SizeBytes = i });
        }
    }

    private static async Task SetAsync(Bench bench)
    {
        for (var i = 0; i < 20; i++)
        {
            await bench.Store.Settings.SetAsync($"key-{i}", new Preferences("all", i), AgentJson.Default.Preferences);
        }

        await bench.Workspace.SetSettingsAsync(new Preferences("main", 1), AgentJson.Default.Preferences);
    }

    private static async Task LogAsync(Bench bench)
    {
        var chunks = (await bench.Workspace.ListChunksAsync(new PageRequest(100))).Items.OrderBy(static chunk => chunk.Id.Value).ToList();
        for (var i = 1; i <= 10; i++)
        {
            await bench.Workspace.LogQueryAsync(new QueryLog
            {
                Id = new QueryId(new Guid(i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 2])),
                Text = $"the question {i}",
                TopK = chunks.Count,
                Results = [.. chunks.Select(static (chunk, rank) => new QueryHit(chunk.Id, 1.0 / (1 + rank)))],
            });
        }
    }

    private static async Task PauseAsync(Bench bench)
    {
        foreach (var connector in await bench.Workspace.ListConnectorsAsync())
        {
            await bench.Workspace.SetConnectorSyncAsync(connector.Id, SyncMode.Continuous, TimeSpan.FromHours(1));
            await bench.Workspace.PauseConnectorAsync(connector.Id);
            await bench.Workspace.ResumeConnectorAsync(connector.Id);
        }
    }

    private static async Task AddPipelinesAsync(Bench bench)
    {
        for (var i = 0; i < 20; i++)
        {
            var added = await bench.Workspace.AddPipelineAsync(new PipelineSpec($"pipeline-{i}"));
            await bench.Workspace.SetPipelineStatusAsync(added.Id, PipelineStatus.Inactive);
        }
    }

    private static async Task ExportAsync(Bench bench)
    {
        await using var file = File.Create(bench.Path + ".jsonl");
        await bench.Workspace.ExportAsync(file);
    }
}

using LineageAot.Lineage.Tests.Catalog;
using LineageAot.Lineage.Tests.Embeddings;

namespace LineageAot.Lineage.Tests.Walls;

/// <summary>Fills workspaces alike: the same names, places and contents, by operations in a random order that a seed repeats. Each workspace has one text that no other has.</summary>
internal static class WallData
{
    private static readonly string[] Names = ["a", "b", "c", "d", "e", "f"];

    public static string OwnText(Workspace workspace) => $"mark of {workspace.Name}";

    public static async Task FillAsync(Workspace workspace, int seed, int operations)
    {
        var random = new Random(seed);
        await workspace.SyncAsync(CleanupMode.Full, [("a", $"one.two.{OwnText(workspace)}"), ("b", "shared.text"), ("own", OwnText(workspace))]);
        var set = (await workspace.GetOrAddEmbeddingSetAsync(EmbeddingStore.Spec())).Id;
        var pipeline = (await workspace.AddPipelineAsync(new PipelineSpec("nightly"))).Id;
        await workspace.AddOrUpdateScheduleAsync(new ScheduleSpec("nightly", pipeline) { Cron = "0 0 * * *" });
        await workspace.AddDefinitionAsync(new DefinitionSpec(DefinitionKind.Flow, "answer", "{}") { Description = OwnText(workspace) });
        var collection = (await workspace.AddCollectionAsync(new CollectionSpec("nightly") { EmbeddingSetId = set, Description = OwnText(workspace) })).Id;
        await workspace.PinCollectionAsync("nightly", 1);
        await workspace.SetSettingsAsync(OwnText(workspace), SettingsJson.Default.String);
        await EmbedAsync(workspace, set, 100);
        for (var i = 0; i < operations; i++)
        {
            await OperateAsync(workspace, random, set, collection, pipeline);
        }

        // Whatever happened: there is something of everything.
        await workspace.SyncAsync(CleanupMode.Incremental, ("a", $"one.two.{OwnText(workspace)}"));
        await QueryAsync(workspace, set);
        await ArtifactAsync(workspace);
    }

    private static async Task OperateAsync(Workspace workspace, Random random, EmbeddingSetId set, CollectionId collection, PipelineId pipeline)
    {
        var name = Names[random.Next(Names.Length)];
        switch (random.Next(10))
        {
            case 0 or 1 or 2:
                var files = Names.Where(_ => random.Next(2) == 0).Select(file => (file, $"{file}.{random.Next(4)}.text")).ToArray();
                await workspace.SyncAsync((CleanupMode)(random.Next(2) * 3), files);
                break;
            case 3:
                if (await workspace.FindSourceAsync(name) is { } source)
                {
                    await workspace.DeleteSourceAsync(source.Id);
                }

                break;
            case 4:
                await EmbedAsync(workspace, set, random.Next(1, 8));
                break;
            case 5:
                await using (var deletions = await workspace.LeaseDeletionsAsync(set, "w", 5, TimeSpan.FromMinutes(1)))
                {
                    await deletions.CompleteAsync(deletions.Items);
                }

                break;
            case 6:
                await QueryAsync(workspace, set);
                break;
            case 7:
                await workspace.AddSourcesAsync(collection, [(await workspace.FindSourceAsync("a"))!.Id]);
                await ArtifactAsync(workspace);
                break;
            case 8:
                await workspace.CancelRunAsync(await workspace.QueueRunAsync(new RunRequest("append") { PipelineId = pipeline, CollectionId = collection }));
                break;
            default:
                await workspace.ApplyRetentionAsync(new RetentionPolicy { KeepVersions = 2, DeletedSources = TimeSpan.Zero });
                break;
        }
    }

    private static async Task EmbedAsync(Workspace workspace, EmbeddingSetId set, int max)
    {
        await using var lease = await workspace.LeaseStaleAsync(set, "w", max, TimeSpan.FromMinutes(1));
        await lease.CompleteAsync(lease.Items.Skip(1).Select(EmbeddingStore.Vector));
        await lease.FailAsync(lease.Items.Take(1), ErrorCategory.Transient, "busy");
    }

    private static async Task QueryAsync(Workspace workspace, EmbeddingSetId set)
    {
        var chunks = (await workspace.ListChunksAsync(new PageRequest(3), withSuperseded: true)).Items;
        await workspace.LogQueryAsync(new QueryLog { Text = OwnText(workspace), EmbeddingSetId = set, Results = [.. chunks.Select(static chunk => new QueryHit(chunk.Id, 1))] });
    }

    private static async Task ArtifactAsync(Workspace workspace)
        => await workspace.AddArtifactAsync(new ArtifactSpec(EntityType.Chunk, (await workspace.ListChunksAsync(new PageRequest(1))).Items[0].Id.Value, "picture", "x:1"));
}

namespace LineageAot.Lineage.Tests;

/// <summary>Ingests texts as a small agent would: a version, a document, a chunk set of its sentences.</summary>
internal static class TestIngest
{
    public static async Task<IngestedVersion> IngestAsync(this RunScope run, SyncSession? sync, string uri, string text)
    {
        var config = await run.Workspace.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1") { ChunkSize = 512 });
        var item = TemporaryStore.Item(uri, text);
        var version = sync is null ? await run.IngestVersionAsync(item) : await sync.IngestVersionAsync(item);
        var document = await run.GetOrAddDocumentAsync(version.Id, new Extraction("plain", "1"));
        var set = await run.GetOrAddChunkSetAsync(document.Id, config.Id);
        await run.WriteChunksAsync(set.Id, TemporaryStore.Chunks(text.Split('.')));
        return version;
    }

    /// <summary>A whole sync of a little library.</summary>
    public static async Task<SyncReport> SyncAsync(this Workspace workspace, CleanupMode cleanup, params (string Uri, string Text)[] library)
    {
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory", cleanup, maxDeletePercent: 100);
        foreach (var (uri, text) in library)
        {
            await run.IngestAsync(sync, uri, text);
        }

        var report = await sync.CompleteAsync();
        await run.SucceedAsync();
        return report;
    }
}

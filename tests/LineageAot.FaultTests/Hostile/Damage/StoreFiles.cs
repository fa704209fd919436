using System.Diagnostics;
using LineageAot.Lineage;

namespace LineageAot.FaultTests.Hostile.Damage;

/// <summary>A store's files as bytes: as closing leaves them, and as a process that's killed leaves them with a log.</summary>
internal sealed record StoreFiles(byte[] Content, byte[] Log, byte[] Head, IReadOnlyDictionary<long, EventRow> Events, WorkspaceId Workspace)
{
    public static async Task<StoreFiles> MakeAsync(string path, bool withLog)
    {
        var (workspace, events) = await FillAsync(path);
        if (!withLog)
        {
            return new StoreFiles(File.ReadAllBytes(path), [], File.ReadAllBytes(path + ".head"), events, workspace);
        }

        await using var store = await LineageStore.OpenAsync(path);
        await store.Settings.SetAsync("theme", "light", Names.NameContext.Default.String);
        await AppendAsync(store, 30);
        events = await store.Events.ReadAllAsync().ToDictionaryAsync(static row => row.Position);

        // By another process: closing a handle here would drop SQLite's locks.
        var copy = path + ".killed";
        foreach (var suffix in new[] { "", "-wal", ".head" })
        {
            using var copying = Process.Start("cp", [path + suffix, copy + suffix]);
            await copying.WaitForExitAsync();
            copying.ExitCode.ShouldBe(0);
        }

        return new StoreFiles(File.ReadAllBytes(copy), File.ReadAllBytes(copy + "-wal"), File.ReadAllBytes(copy + ".head"), events, workspace);
    }

    private static async Task<(WorkspaceId Workspace, IReadOnlyDictionary<long, EventRow> Events)> FillAsync(string path)
    {
        await using var store = await LineageStore.OpenAsync(path);
        var main = await store.GetOrAddWorkspaceAsync("main");
        var config = await store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1") { ChunkSize = 512 });
        var set = await main.GetOrAddEmbeddingSetAsync(new EmbeddingSetSpec("default", "acme", "small", 3, VectorDistance.Cosine) { VectorStore = "v", VectorCollection = "c" });
        await store.Settings.SetAsync("theme", "dark", Names.NameContext.Default.String);
        for (var round = 0; round < 2; round++)
        {
            await using var run = await main.StartRunAsync(new RunRequest("index") { Actor = "tester" });
            await using var sync = await run.BeginSyncAsync("memory", CleanupMode.Full, maxDeletePercent: 100);
            for (var i = round; i < 25; i++)
            {
                var text = string.Join('.', Enumerable.Range(0, i % 7).Select(part => $"sentence {part} of {i} é 漢 {new string((char)('a' + i % 26), i * 17 % 300)}"));
                var version = await sync.IngestVersionAsync(new SourceItem($"folder/{i}.txt") { ContentSha256 = Sha256.OfText(text + i), SizeBytes = text.Length, MimeType = "text/plain", Title = $"title {i}" });
                var document = await run.GetOrAddDocumentAsync(version.Id, new Extraction("plain", "1"));
                await run.WriteChunksAsync((await run.GetOrAddChunkSetAsync(document.Id, config.Id)).Id, Chunks(text));
            }

            await sync.CompleteAsync();
            await run.SucceedAsync();
        }

        await using (var lease = await main.LeaseStaleAsync(set.Id, "w", 20, TimeSpan.FromMinutes(1)))
        {
            await lease.CompleteAsync(lease.Items.Select(static chunk => new EmbeddedChunk(chunk.ChunkId, chunk.ChunkId.Value.ToString())));
        }

        await AppendAsync(store, 40);
        await main.LogQueryAsync(new QueryLog { Text = "what is it" });
        await main.AddCollectionAsync(new CollectionSpec("base"));
        await main.AddPipelineAsync(new PipelineSpec("nightly"));
        return (main.Id, await store.Events.ReadAllAsync().ToDictionaryAsync(static row => row.Position));
    }

    private static async Task AppendAsync(LineageStore store, int number)
    {
        for (var i = 0; i < number; i++)
        {
            await store.Events.AppendAsync(new StreamName("order", new Guid(1 + i % 4, 0, 0, new byte[8])), ExpectedVersion.Any, new EventDraft("placed") { Payload = $$"""{"n":{{i}},"t":"{{new string('x', i * 7)}}"}""" });
        }
    }

    public void WriteTo(string path, byte[] content, byte[] log)
    {
        File.WriteAllBytes(path, content);
        File.WriteAllBytes(path + ".head", Head);
        if (log.Length > 0)
        {
            File.WriteAllBytes(path + "-wal", log);
        }
    }

    private static async IAsyncEnumerable<ChunkDraft> Chunks(string text)
    {
        await Task.Yield();
        var ordinal = 0;
        foreach (var part in text.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return new ChunkDraft(ordinal++, part);
        }
    }
}

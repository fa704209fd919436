using LineageAot.Lineage;

namespace LineageAot.LineageAgent;

/// <summary>The two ways into a store: whole batches, and step by step.</summary>
internal static class Ingesting
{
    public const string Connector = "folder";

    private const int BatchSize = 16;

    /// <summary>A sync in batches, each one unit.</summary>
    public static async Task<SyncReport> SyncAsync(this RunScope run, IReadOnlyList<LibraryFile> files, CleanupMode cleanup, int maxDeletePercent = 100)
    {
        var workspace = run.Workspace;
        var config = await workspace.Store.GetOrAddChunkConfigAsync(Library.Coarse);
        await using var sync = await run.BeginSyncAsync(Connector, cleanup, maxDeletePercent);
        var plan = await workspace.PlanAsync(files.Select(static file => file.Item));
        foreach (var slice in plan.Zip(files).Chunk(BatchSize))
        {
            var delivered = new List<SourceDelivery>();
            var seen = new List<SourceId>();
            foreach (var (line, file) in slice)
            {
                var known = await workspace.FindKnownSourceAsync(file.Uri);
                if (line.Change == SourceChange.Unchanged)
                {
                    seen.Add(known!.Id);
                    continue;
                }

                delivered.Add(new SourceDelivery(line.Source)
                {
                    Known = known,
                    Extraction = Library.Plain,
                    ChunkConfigId = config.Id,
                    Chunks = Library.Split(file.Text, config.ChunkSize),
                });
            }

            await sync.WriteAsync(new SyncBatch { Delivered = delivered, Seen = seen, ProgressDone = files.Count });
        }

        return await sync.CompleteAsync();
    }

    /// <summary>A sync that takes each step by itself.</summary>
    public static async Task<SyncReport> SyncStepwiseAsync(this RunScope run, IReadOnlyList<LibraryFile> files, CleanupMode cleanup)
    {
        var workspace = run.Workspace;
        var config = await workspace.Store.GetOrAddChunkConfigAsync(Library.Coarse);
        await using var sync = await run.BeginSyncAsync(Connector, cleanup, maxDeletePercent: 100);
        var plan = await workspace.PlanAsync(files.Select(static file => file.Item));
        foreach (var (line, file) in plan.Zip(files))
        {
            if (line.Change == SourceChange.Unchanged)
            {
                await sync.SeenAsync(line.Source);
                continue;
            }

            var version = await sync.IngestVersionAsync(line.Source);
            await run.SplitAsync(version.Id, config, file.Text);
        }

        return await sync.CompleteAsync();
    }

    /// <summary>A version's document under one more way to split.</summary>
    public static async Task<ChunkSet> SplitAsync(this RunScope run, SourceVersionId version, ChunkConfig config, string text)
    {
        var document = await run.GetOrAddDocumentAsync(version, Library.Plain);
        var set = await run.GetOrAddChunkSetAsync(document.Id, config.Id);
        await run.WriteChunksAsync(set.Id, Library.Split(text, config.ChunkSize).Streamed());
        return set;
    }

    public static async IAsyncEnumerable<ChunkDraft> Streamed(this IEnumerable<ChunkDraft> chunks)
    {
        await Task.Yield();
        foreach (var chunk in chunks)
        {
            yield return chunk;
        }
    }
}

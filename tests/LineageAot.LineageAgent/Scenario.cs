using LineageAot.Lineage;
using LineageAot.LineageAgent.Checks;

namespace LineageAot.LineageAgent;

/// <summary>The whole life of a folder in a store: each fact is printed as it's checked, and the first wrong one ends it.</summary>
internal sealed class Scenario(string folder, string path)
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    private int checks;
    private List<LibraryFile> files = [];
    private Workspace workspace = null!;

    private LineageStore Store => workspace.Store;

    public async Task<int> RunAsync()
    {
        try
        {
            await using var store = await LineageStore.OpenAsync(path);
            workspace = await store.GetOrAddWorkspaceAsync("main");
            files = [.. Library.Read(folder)];
            Check(files.Count >= 4, "the folder has files");
            await IngestAsync();
            await ChangeAsync();
            await SplitAgainAsync();
            await EmbedAsync();
            await DeleteAndRestoreAsync();
            await ReplaceModelAsync();
            await TraceAsync();
            await TakeAwayAsync();
            Console.WriteLine($"{checks} checks hold");
            return 0;
        }
        catch (CheckFailedException wrong)
        {
            Console.WriteLine("FAILS: " + wrong.Message);
            return 1;
        }
    }

    private async Task IngestAsync()
    {
        var first = await SyncAsync();
        Check(first.Created == files.Count && first.Deleted == 0, "every file is a new source");
        Check(await workspace.CountChunksAsync() == files.Sum(static file => Library.Split(file.Text, Library.Coarse.ChunkSize).Count), "every chunk is there");
        var second = await SyncAsync();
        Check(second.Unchanged == files.Count && second.Created + second.Changed == 0, "the same folder again changes nothing");
        Check((await workspace.PlanAsync(files.Select(static file => file.Item))).All(static line => line.Change == SourceChange.Unchanged), "nor is anything planned");
        await WholeAsync("after the ingest");
    }

    private async Task ChangeAsync()
    {
        var (old, before) = (files[0], Clock.GetUtcNow());
        files[0] = old.With(old.Text + " And one sentence more.");
        var changed = await SyncAsync();
        Check(changed.Changed == 1 && changed.Unchanged == files.Count - 1, "one file changed");
        Check((await workspace.ReadAsOfAsync(old.Uri, before))!.ContentSha256 == old.Item.ContentSha256, "before, it was what it was");
        Check((await workspace.ReadAsOfAsync(old.Uri, Clock.GetUtcNow()))!.ContentSha256 == files[0].Item.ContentSha256, "now it's what it is");
        files[0] = old;
        Check((await SyncAsync()).Reverted == 1, "the earlier content came back");
        Check((await workspace.ReadAsOfAsync(old.Uri, Clock.GetUtcNow()))!.VersionNo == 3, "as a version of its own");
        await WholeAsync("after the changes");
    }

    private async Task SplitAgainAsync()
    {
        var config = await Store.GetOrAddChunkConfigAsync(Library.Fine);
        await using var run = await workspace.StartRunAsync(new RunRequest("reindex"));
        foreach (var file in files)
        {
            var set = await run.SplitAsync((await workspace.FindSourceAsync(file.Uri))!.CurrentVersionId!.Value, config, file.Text);
            Check(await run.SplitAsync((await workspace.FindSourceAsync(file.Uri))!.CurrentVersionId!.Value, config, file.Text) is { } again && again.Id == set.Id, $"{Number(file)} is split in a second way, once");
        }

        await run.SucceedAsync();
        var document = (await workspace.ListDocumentsAsync((await workspace.FindSourceAsync(files[0].Uri))!.CurrentVersionId!.Value, new PageRequest(10))).Items.Single();
        Check((await workspace.ListChunkSetsAsync(document.Id)).Count(static set => set.Status == ChunkSetStatus.Ready) == 2, "both ways stand side by side");
        await WholeAsync("after the second way to split");
    }

    private async Task EmbedAsync()
    {
        var set = await workspace.GetOrAddEmbeddingSetAsync(Embedding.Spec("small"));
        var stale = await workspace.CountStaleAsync(set.Id);
        Check(stale == ReadyChunks(), "every chunk in use is stale");
        Check(await Refused(async () => await workspace.PromoteEmbeddingSetAsync(set.Id, 1)), "a set that isn't whole isn't promoted");
        Check(await workspace.EmbedAllAsync(set.Id) == stale, "every one is embedded once");
        await workspace.PromoteEmbeddingSetAsync(set.Id, 1);
        Check((await workspace.FindEmbeddingSetAsync("small"))!.Status == EmbeddingSetStatus.Active, "the whole set is promoted");
        await WholeAsync("after embedding");
    }

    private async Task DeleteAndRestoreAsync()
    {
        var set = (await workspace.FindEmbeddingSetAsync("small"))!;
        var (gone, before) = (files[1], Clock.GetUtcNow());
        files.RemoveAt(1);
        Check((await SyncAsync()).Deleted == 1, "a file that is gone is deleted");
        Check(!(await workspace.ReadAsOfAsync(gone.Uri, Clock.GetUtcNow()))!.IsPresent, "now it isn't there");
        Check((await workspace.ReadAsOfAsync(gone.Uri, before))!.IsPresent, "then it was");
        await WholeAsync("after the deletion");
        files.Insert(1, gone);
        Check((await SyncAsync()).Returned == 1, "it's restored");
        await workspace.EmbedAllAsync(set.Id);
        Check((await workspace.GetCoverageAsync(set.Id)).Ratio >= 1, "and embedded as before");
        var all = files;
        files = [];
        Check(await Refused(() => SyncAsync(maxDeletePercent: 50)), "an empty folder doesn't delete everything");
        files = all;
        await SyncAsync();
        Check((await workspace.ListSourcesAsync(new PageRequest(10_000))).Items.Count == files.Count, "all are there");
        await WholeAsync("after the restoration");
    }

    private async Task ReplaceModelAsync()
    {
        var old = (await workspace.FindEmbeddingSetAsync("small"))!;
        var large = await workspace.GetOrAddEmbeddingSetAsync(Embedding.Spec("large"));
        Check(await workspace.EmbedAllAsync(large.Id) == ReadyChunks(), "the second model embeds every chunk in use");
        await workspace.PromoteEmbeddingSetAsync(large.Id, 1);
        Check((await workspace.FindEmbeddingSetAsync("small"))!.Status == EmbeddingSetStatus.Retired, "and retires the first one");
        await workspace.DeleteAllAsync(old.Id, static () => Task.FromResult(true));
        await using var lease = await workspace.LeaseDeletionsAsync(old.Id, "worker", 10, TimeSpan.FromMinutes(1));
        Check(lease.Items.Count == 0, "whose vectors are deleted");
        await WholeAsync("after the second model");
    }

    private async Task TraceAsync()
    {
        var source = (await workspace.FindSourceAsync(files.First(static file => file.Bytes.Length > 0).Uri))!;
        var document = (await workspace.ListDocumentsAsync(source.CurrentVersionId!.Value, new PageRequest(1))).Items.Single();
        var chunk = (await workspace.ListChunksOfDocumentAsync(document.Id, null, new PageRequest(1))).Items.Single();
        var up = await workspace.TraceUpstreamAsync(chunk.Id);
        Check(up.Nodes.Any(node => node.Kind == LineageNodeKind.Source && node.Id == source.Id.Value), "a chunk leads to its source");
        Check(up.Nodes.Any(static node => node.Kind == LineageNodeKind.Run), "and to the run that made it");
        var down = await workspace.TraceDownstreamAsync(source.Id);
        Check(down.Nodes.Any(node => node.Kind == LineageNodeKind.Chunk && node.Id == chunk.Id.Value) && down.Nodes.Any(static node => node.Kind == LineageNodeKind.ChunkEmbedding), "a source leads to its chunks and vectors");
        var query = await workspace.LogQueryAsync(new QueryLog { Text = "where is it?", Results = [new QueryHit(chunk.Id, 1)] });
        Check((await workspace.ExplainQueryAsync(query))!.Results.Count == 1, "a query is explained");
        await using var stream = new MemoryStream();
        Check((await workspace.ExportAsync(stream)).Counts[ExportType.Source] == files.Count, "the export holds every source");
    }

    private async Task TakeAwayAsync()
    {
        var uri = files[2].Uri;
        files.RemoveAt(2);
        await SyncAsync();
        Check(await workspace.PurgeDeletedAsync(TimeSpan.Zero) == 1 && await workspace.FindSourceAsync(uri) is null, "a deleted source is purged");
        await WholeAsync("after the purge");
        Check((await workspace.ApplyRetentionAsync(new RetentionPolicy { KeepVersions = 1, SupersededChunkSets = TimeSpan.Zero })).Versions == 2, "old versions go");
        await WholeAsync("after the retention");
        Check(await Store.DeleteWorkspaceAsync(workspace.Id) && await Store.FindWorkspaceAsync("main") is null, "the workspace is deleted");
        Check((await Store.CollectContentsAsync()).Contents > 0 && await Store.Database.Table<Content>().CountAsync() == 0, "and its contents are collected");
        await WholeAsync("at the end");
    }

    private async Task<SyncReport> SyncAsync(int maxDeletePercent = 100)
    {
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        var report = await run.SyncAsync(files, CleanupMode.Full, maxDeletePercent);
        await run.SucceedAsync();
        return report;
    }

    private long ReadyChunks() => files.Sum(static file => Library.Split(file.Text, Library.Coarse.ChunkSize).Count + Library.Split(file.Text, Library.Fine.ChunkSize).Count);

    private string Number(LibraryFile file) => $"file {files.IndexOf(file)}";

    private async Task WholeAsync(string when)
    {
        var findings = await Invariants.FindAsync(Store);
        Check(findings.Count == 0, findings.Count == 0 ? $"the store is whole {when}" : $"the store is whole {when}: {string.Join("; ", findings)}");
    }

    private static async Task<bool> Refused(Func<Task> work)
    {
        try
        {
            await work();
            return false;
        }
        catch (LineageException)
        {
            return true;
        }
    }

    private void Check(bool holds, string what)
    {
        if (!holds)
        {
            throw new CheckFailedException(what);
        }

        checks++;
        Console.WriteLine("holds: " + what);
    }

    private sealed class CheckFailedException(string what) : Exception(what);
}

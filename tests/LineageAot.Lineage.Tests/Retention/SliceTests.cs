namespace LineageAot.Lineage.Tests.Retention;

/// <summary>What is more than a slice goes to its last row, and nothing of another workspace with it.</summary>
public sealed class SliceTests
{
    private static readonly string[] Tables = ["sources", "source_versions", "documents", "chunk_sets", "chunks", "chunk_embeddings", "runs", "queries"];

    [Fact]
    public async Task A_retention_goes_through_all_of_its_slices()
    {
        const int count = 501;
        await using var temporary = await TemporaryStore.OpenAsync();
        var (main, other) = (await temporary.Store.GetOrAddWorkspaceAsync("main"), await temporary.Store.GetOrAddWorkspaceAsync("other"));
        await SliceData.FillAsync(main, count);
        await SliceData.FillAsync(other, 1);
        var policy = new RetentionPolicy { KeepVersions = 1, SupersededChunkSets = TimeSpan.Zero, DeletedSources = TimeSpan.Zero, FinishedRuns = TimeSpan.Zero, Queries = TimeSpan.Zero };
        var all = Count(temporary, main);
        (await main.ApplyRetentionAsync(policy, dryRun: true)).ShouldBe(new RetentionReport(count, count, count, count, count));
        Count(temporary, main).ShouldBe(all);
        (await main.ApplyRetentionAsync(new RetentionPolicy { SupersededChunkSets = TimeSpan.Zero })).ShouldBe(new RetentionReport(0, count, 0, 0, 0));
        Vectors(temporary).ShouldBe((count, count));
        (await main.ApplyRetentionAsync(policy)).ShouldBe(new RetentionReport(count, 0, count, count, count));
        Count(temporary, main).ShouldBe([count, count, 0, 0, 0, 0, 0, 0]);
        Count(temporary, other).ShouldBe([2, 2, 1, 1, 1, 1, 1, 1]);
    }

    [Fact]
    public async Task A_workspaces_deletion_goes_through_all_of_its_slices()
    {
        const int count = 501;
        await using var temporary = await TemporaryStore.OpenAsync();
        var (main, other) = (await temporary.Store.GetOrAddWorkspaceAsync("main"), await temporary.Store.GetOrAddWorkspaceAsync("other"));
        await SliceData.FillAsync(main, count);
        await SliceData.FillAsync(other, 1);
        await other.QueueRunAsync(new RunRequest("index"));
        await Task.WhenAll(Enumerable.Range(0, 101).Select(async _ => await main.QueueRunAsync(new RunRequest("index"))));
        (await temporary.Store.DeleteWorkspaceAsync(main.Id)).ShouldBeTrue();
        Count(temporary, main).ShouldBe([0, 0, 0, 0, 0, 0, 0, 0]);
        Count(temporary, other).ShouldBe([2, 2, 1, 1, 1, 1, 2, 1]);
        Vectors(temporary).ShouldBe((count, count));
        temporary.Scalar("select count(*) from event_streams").ShouldBe(1);
        temporary.Scalar("select count(*) from runs where status = 'queued'").ShouldBe(1);
        (await temporary.Store.ListWorkspacesAsync()).ShouldHaveSingleItem().Status.ShouldBe(WorkspaceStatus.Active);
    }

    [Fact]
    public async Task A_collection_of_contents_goes_through_all_of_its_slices_and_passes_over_what_is_used()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.None, ("a", "first"));
        await workspace.SyncAsync(CleanupMode.None, ("a", "second"));
        var contents = Enumerable.Range(0, 2001).Select(static i => new Content { Sha256 = Sha256.OfText($"{i}"), SizeBytes = 2, StorageUri = i % 1000 == 0 ? $"file:{i}" : null });
        await temporary.Store.Database.WriteAsync(unit => unit.InsertMany(contents));
        (await temporary.Store.CollectContentsAsync(dryRun: true)).ShouldBe(new ContentCollectionReport(2001, 4002));
        temporary.Scalar("select count(*) from outbox").ShouldBe(0);
        temporary.Scalar("select count(*) from contents").ShouldBe(2003);
        (await temporary.Store.CollectContentsAsync()).ShouldBe(new ContentCollectionReport(2001, 4002));
        temporary.Scalar("select count(*) from contents").ShouldBe(2);
        temporary.Scalar("select count(distinct payload ->> '$.storage_uri') from outbox where kind = 'contents.delete'").ShouldBe(3);
    }

    private static long[] Count(TemporaryStore temporary, Workspace workspace) => [.. Tables.Select(table => temporary.Scalar($"select count(*) from {table} where workspace_id = x'{workspace.Id.Value:N}'"))];

    private static (long All, long Distinct) Vectors(TemporaryStore temporary)
        => (temporary.Scalar("select count(*) from outbox o, json_each(o.payload, '$.vector_ids')"), temporary.Scalar("select count(distinct v.value) from outbox o, json_each(o.payload, '$.vector_ids') v"));
}

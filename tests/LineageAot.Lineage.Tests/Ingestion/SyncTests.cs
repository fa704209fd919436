namespace LineageAot.Lineage.Tests.Ingestion;

public sealed class SyncTests
{
    private readonly Dictionary<string, string> library = new() { ["a.txt"] = "one.two.two.three", ["b.txt"] = "four.five", ["c.txt"] = "six" };

    [Fact]
    public async Task A_repeated_sync_changes_nothing()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        (await SyncAsync(workspace, "day-1", CleanupMode.Full)).ShouldBe(new SyncReport(3, 0, 0, 0, 0, 0, 0, 0));
        (await workspace.CountChunksAsync()).ShouldBe(7);
        var before = Dump(temporary);
        (await SyncAsync(workspace, "day-2", CleanupMode.Full)).ShouldBe(new SyncReport(0, 0, 0, 3, 0, 0, 0, 0));
        Dump(temporary).ShouldBe(before);
    }

    [Fact]
    public async Task A_change_a_deletion_a_return_and_a_reversal_are_versions_and_history()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await SyncAsync(workspace, "1", CleanupMode.Full);
        library["a.txt"] = "one.two.changed";
        library.Remove("c.txt");
        (await SyncAsync(workspace, "2", CleanupMode.Full)).ShouldBe(new SyncReport(0, 1, 0, 1, 0, 1, 1, 1));
        (await workspace.FindSourceAsync("c.txt"))!.DeletedAt.ShouldNotBeNull();
        library["a.txt"] = "one.two.two.three";
        library["c.txt"] = "six";
        (await SyncAsync(workspace, "3", CleanupMode.Full)).ShouldBe(new SyncReport(0, 0, 1, 2, 1, 0, 0, 1));
        temporary.Scalar("select count(*) from source_versions").ShouldBe(5);
        temporary.Scalar("select count(*) from source_history where state = 'returned'").ShouldBe(1);
        temporary.Scalar("select group_concat(state) = 'current,deleted,returned' from (select h.state from source_history h join sources s on s.id = h.source_id where s.uri = 'c.txt' order by h.seq)").ShouldBe(1);
        (await workspace.FindSourceAsync("c.txt"))!.DeletedAt.ShouldBeNull();
        temporary.Scalar("select count(*) from chunk_sets where status = 'ready'").ShouldBe(3);
    }

    [Fact]
    public async Task A_cleanup_beyond_the_cap_is_refused_and_deletes_nothing()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await SyncAsync(workspace, "1", CleanupMode.Full);
        library.Clear();
        var refused = await Should.ThrowAsync<CleanupRefusedException>(() => SyncAsync(workspace, "2", CleanupMode.Full));
        (refused.Candidates, refused.Total).ShouldBe((3, 3));
        temporary.Scalar("select count(*) from sources where deleted_at is not null").ShouldBe(0);
        (await workspace.ListRunsAsync(1))[0].Status.ShouldBe(RunStatus.Failed);
    }

    [Fact]
    public async Task Cleanup_none_marks_nothing()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await SyncAsync(workspace, "1", CleanupMode.None);
        library.Remove("c.txt");
        library["a.txt"] = "other";
        await SyncAsync(workspace, "2", CleanupMode.None);
        temporary.Scalar("select count(*) from sources where missing_since is not null or deleted_at is not null").ShouldBe(0);
        temporary.Scalar("select count(*) from chunk_sets where status = 'superseded'").ShouldBe(0);
    }

    [Fact]
    public async Task Workspaces_share_contents_and_nothing_else()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var main = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var other = await temporary.Store.GetOrAddWorkspaceAsync("other");
        await SyncAsync(main, "1", CleanupMode.Full);
        await SyncAsync(other, "1", CleanupMode.Full);
        temporary.Scalar("select count(*) from contents").ShouldBe(3);
        temporary.Scalar("select count(*) from sources").ShouldBe(6);
        (await other.CountChunksAsync()).ShouldBe(7);
    }

    [Fact]
    public async Task A_batch_is_whole_or_not_at_all()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var config = await temporary.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1"));
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory");
        var good = new SourceDelivery(TemporaryStore.Item("good", "good")) { Extraction = new Extraction("plain", "1"), ChunkConfigId = config.Id, Chunks = [new ChunkDraft(0, "good")] };
        var bad = good with { Item = TemporaryStore.Item("bad", "bad"), Chunks = [new ChunkDraft(0, "bad"), new ChunkDraft(1, "bad too") { Meta = "{" }] };
        await Should.ThrowAsync<ConstraintException>(async () => await sync.WriteAsync(new SyncBatch { Delivered = [good, bad] }));
        temporary.Scalar("select count(*) from sources").ShouldBe(0);
        sync.Figures.Created.ShouldBe(0);
        await sync.WriteAsync(new SyncBatch { Delivered = [good] });
        temporary.Scalar("select count(*) from chunks").ShouldBe(1);
        await run.SucceedAsync();
    }

    private static string Dump(TemporaryStore temporary)
    {
        using var connection = temporary.Store.Database.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = """
            select s.uri, v.version_no, hex(v.content_sha256), d.extractor, hex(c.id), c.ordinal, c.text
            from sources s join source_versions v on v.source_id = s.id join documents d on d.source_version_id = v.id
            join chunk_sets t on t.document_id = d.id join chunks c on c.chunk_set_id = t.id order by 1, 2, 6
            """;
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }

        return string.Join('\n', lines);
    }

    private async Task<SyncReport> SyncAsync(Workspace workspace, string key, CleanupMode cleanup)
    {
        var config = await workspace.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1") { ChunkSize = 512 });
        await using var run = await workspace.StartRunAsync(new RunRequest("index") { IdempotencyKey = key });
        await using var sync = await run.BeginSyncAsync("memory", cleanup, maxDeletePercent: 50);
        foreach (var item in await workspace.PlanAsync(library.Select(file => TemporaryStore.Item(file.Key, file.Value))))
        {
            if (item.Change is SourceChange.Unchanged)
            {
                await sync.SeenAsync(item.Source);
                continue;
            }

            var version = await sync.IngestVersionAsync(item.Source);
            var document = await run.GetOrAddDocumentAsync(version.Id, new Extraction("plain", "1") { Title = item.Source.Uri });
            var set = await run.GetOrAddChunkSetAsync(document.Id, config.Id);
            await run.WriteChunksAsync(set.Id, TemporaryStore.Chunks(library[item.Source.Uri].Split('.')));
        }

        var report = await sync.CompleteAsync();
        await run.SucceedAsync();
        return report;
    }
}

namespace LineageAot.Lineage.Tests.Ingestion;

public sealed class ChunkStreamingTests
{
    [Fact]
    public async Task A_set_turns_ready_only_when_its_stream_ended()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        await using var run = await (await temporary.Store.GetOrAddWorkspaceAsync("main")).StartRunAsync(new RunRequest("index"));
        var set = await SetAsync(temporary, run);
        await Should.ThrowAsync<InvalidOperationException>(async () => await run.WriteChunksAsync(set, Broken(1500)));
        temporary.Scalar("select count(*) from chunks").ShouldBe(1000);
        temporary.Scalar("select count(*) from chunk_sets where status = 'building'").ShouldBe(1);

        (await run.WriteChunksAsync(set, Many(1600))).ShouldBe(1600);
        temporary.Scalar("select count(*) from chunks").ShouldBe(1600);
        temporary.Scalar("select chunk_count from chunk_sets where status = 'ready'").ShouldBe(1600);
        (await run.WriteChunksAsync(set, Many(1600))).ShouldBe(1600);
        temporary.Scalar("select count(*) from chunks").ShouldBe(1600);
        await run.SucceedAsync();
    }

    [Fact]
    public async Task Other_chunks_in_a_set_that_is_ready_are_a_conflict()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        await using var run = await (await temporary.Store.GetOrAddWorkspaceAsync("main")).StartRunAsync(new RunRequest("index"));
        var set = await SetAsync(temporary, run);
        await run.WriteChunksAsync(set, TemporaryStore.Chunks("a", "b"));
        await Should.ThrowAsync<LineageConflictException>(async () => await run.WriteChunksAsync(set, TemporaryStore.Chunks("a")));
        await Should.ThrowAsync<ArgumentException>(async () => await run.WriteChunksAsync(set, Gap()));
        temporary.Scalar("select count(*) from chunks").ShouldBe(2);
        await run.SucceedAsync();
    }

    [Fact]
    public async Task A_longer_stream_into_a_set_that_is_ready_adds_nothing()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        await using var run = await (await temporary.Store.GetOrAddWorkspaceAsync("main")).StartRunAsync(new RunRequest("index"));
        var set = await SetAsync(temporary, run);
        await run.WriteChunksAsync(set, Many(1000));
        await Should.ThrowAsync<LineageConflictException>(async () => await run.WriteChunksAsync(set, Many(2500)));
        temporary.Scalar("select count(*) from chunks").ShouldBe(1000);
        await run.SucceedAsync();
    }

    [Fact]
    public async Task Another_attempts_chunks_arent_mixed_with_this_ones_until_they_are_cleared()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        await using var run = await (await temporary.Store.GetOrAddWorkspaceAsync("main")).StartRunAsync(new RunRequest("index"));
        var set = await SetAsync(temporary, run);
        await Should.ThrowAsync<InvalidOperationException>(async () => await run.WriteChunksAsync(set, Broken(2500)));
        (await Should.ThrowAsync<LineageConflictException>(async () => await run.WriteChunksAsync(set, TemporaryStore.Chunks("other", "text")))).Message.ShouldContain("ResetChunkSetAsync");
        await run.ResetChunkSetAsync(set);
        temporary.Scalar("select count(*) from chunks").ShouldBe(0);
        (await run.WriteChunksAsync(set, TemporaryStore.Chunks("other", "text"))).ShouldBe(2);
        await Should.ThrowAsync<LineageConflictException>(async () => await run.ResetChunkSetAsync(set));
        await run.SucceedAsync();
    }

    [Fact]
    public async Task A_set_of_another_workspace_isnt_written()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        await using var run = await (await temporary.Store.GetOrAddWorkspaceAsync("main")).StartRunAsync(new RunRequest("index"));
        var set = await SetAsync(temporary, run);
        await using var other = await (await temporary.Store.GetOrAddWorkspaceAsync("other")).StartRunAsync(new RunRequest("index"));
        await Should.ThrowAsync<LineageNotFoundException>(async () => await other.WriteChunksAsync(set, TemporaryStore.Chunks("a")));
        await Should.ThrowAsync<LineageNotFoundException>(async () => await other.ResetChunkSetAsync(set));
        temporary.Scalar("select count(*) from chunks").ShouldBe(0);
        await run.CancelAsync();
        await other.CancelAsync();
    }

    [Fact]
    public async Task A_text_kept_elsewhere_leaves_its_hash_and_place()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        await using var run = await (await temporary.Store.GetOrAddWorkspaceAsync("main")).StartRunAsync(new RunRequest("index"));
        var set = await SetAsync(temporary, run);
        await run.WriteChunksAsync(set, Elsewhere());
        temporary.Scalar("select count(*) from chunks where text is null and text_uri = 's3://b/1' and page_start = 2 and meta = '{\"k\":1}'").ShouldBe(1);
        await run.SucceedAsync();
    }

    private static async IAsyncEnumerable<ChunkDraft> Elsewhere()
    {
        await Task.Yield();
        yield return new ChunkDraft(0, "text") { TextUri = "s3://b/1", PageStart = 2, PageEnd = 3, Meta = """{"k":1}""" };
    }

    private static async Task<ChunkSetId> SetAsync(TemporaryStore temporary, RunScope run)
    {
        var config = await temporary.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("lines", "1"));
        var version = await run.IngestVersionAsync(TemporaryStore.Item("a", "text"));
        var document = await run.GetOrAddDocumentAsync(version.Id, new Extraction("plain", "1"));
        return (await run.GetOrAddChunkSetAsync(document.Id, config.Id)).Id;
    }

    private static async IAsyncEnumerable<ChunkDraft> Many(int count)
    {
        await Task.Yield();
        for (var i = 0; i < count; i++)
        {
            yield return new ChunkDraft(i, $"text {i}");
        }
    }

    private static async IAsyncEnumerable<ChunkDraft> Broken(int count)
    {
        await foreach (var chunk in Many(count))
        {
            yield return chunk;
        }

        throw new InvalidOperationException("the extractor broke");
    }

    private static async IAsyncEnumerable<ChunkDraft> Gap()
    {
        await Task.Yield();
        yield return new ChunkDraft(1, "b");
    }
}

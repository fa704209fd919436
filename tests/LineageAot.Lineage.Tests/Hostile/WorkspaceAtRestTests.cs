using LineageAot.Lineage.Tests.Catalog;
using LineageAot.Lineage.Tests.Embeddings;

namespace LineageAot.Lineage.Tests.Hostile;

public sealed class WorkspaceAtRestTests
{
    [Fact]
    public async Task A_workspace_that_is_archived_starts_no_run()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var main = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var queued = await main.QueueRunAsync(new RunRequest("index"));
        RunId failed;
        await using (var run = await main.StartRunAsync(new RunRequest("index")))
        {
            failed = run.Id;
        }

        await temporary.Store.ArchiveWorkspaceAsync(main.Id);
        await StartsNothingAsync(main, queued, failed);
        (await main.ListRunsAsync(10)).Count.ShouldBe(2);
        await temporary.Store.ActivateWorkspaceAsync(main.Id);
        await using var taken = await main.StartQueuedRunAsync(queued);
        await taken.SucceedAsync();
    }

    [Fact]
    public async Task A_workspace_that_is_being_deleted_takes_nothing_new()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var main = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var queued = await main.QueueRunAsync(new RunRequest("index"));
        var pipeline = await main.AddPipelineAsync(new PipelineSpec("nightly"));
        await temporary.Store.Database.WriteAsync(unit => unit.SetWorkspaceStatus(main.Id, WorkspaceStatus.Deleting, temporary.Store.Now));
        await StartsNothingAsync(main, queued, null);
        await AddsNothingAsync<LineageConflictException>(main, pipeline.Id);
    }

    [Fact]
    public async Task A_workspace_that_is_gone_takes_nothing_new()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var main = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await temporary.Store.DeleteWorkspaceAsync(main.Id);
        await AddsNothingAsync<LineageNotFoundException>(main, default);
        await Should.ThrowAsync<LineageNotFoundException>(async () => await main.StartRunAsync(new RunRequest("index")));
        await Should.ThrowAsync<LineageNotFoundException>(async () => await main.QueueRunAsync(new RunRequest("index")));
        foreach (var table in new[] { "workspaces", "runs", "events", "event_streams", "pipelines", "definitions", "collections", "embedding_sets", "queries", "artifacts" })
        {
            temporary.Scalar($"select count(*) from {table}").ShouldBe(0, table);
        }
    }

    [Fact]
    public async Task A_schedule_whose_workspace_is_archived_while_it_is_looked_at_starts_nothing()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var main = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var pipeline = await main.AddPipelineAsync(new PipelineSpec("nightly"));
        var due = DateTimeOffset.UnixEpoch.AddDays(1);
        await main.AddOrUpdateScheduleAsync(new ScheduleSpec("nightly", pipeline.Id) { Cron = "0 0 * * *", NextRunAt = due });
        var started = await temporary.Store.StartDueAsync(due, _ =>
        {
            // The callback can't wait otherwise, and this is the moment between the listing and the unit.
            temporary.Store.ArchiveWorkspaceAsync(main.Id).AsTask().Wait();
            return due.AddDays(1);
        });
        started.ShouldBeEmpty();
        (await main.FindScheduleAsync("nightly"))!.NextRunAt.ShouldBe(due);
    }

    [Fact]
    public async Task Deleting_a_workspace_while_a_run_writes_leaves_nothing_of_it()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var main = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var run = await main.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory");
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 2000; i++)
            {
                await run.IngestAsync(sync, $"{i}", $"text {i}. and more");
            }
        });
        while ((await main.CountChunksAsync()) == 0 && !writing.IsCompleted)
        {
            await Task.Yield();
        }

        (await temporary.Store.DeleteWorkspaceAsync(main.Id)).ShouldBeTrue();
        await Should.ThrowAsync<LeaseLostException>(() => writing);
        foreach (var table in new[] { "workspaces", "connectors", "sources", "source_versions", "source_history", "documents", "chunk_sets", "chunks", "runs", "run_items", "run_io", "events", "event_streams" })
        {
            temporary.Scalar($"select count(*) from {table}").ShouldBe(0, table);
        }
    }

    private static async Task StartsNothingAsync(Workspace workspace, RunId queued, RunId? failed)
    {
        await Should.ThrowAsync<LineageConflictException>(async () => await workspace.StartRunAsync(new RunRequest("index")));
        await Should.ThrowAsync<LineageConflictException>(async () => await workspace.QueueRunAsync(new RunRequest("index")));
        await Should.ThrowAsync<LineageConflictException>(async () => await workspace.StartQueuedRunAsync(queued));
        if (failed is { } run)
        {
            await Should.ThrowAsync<LineageConflictException>(async () => await workspace.ResumeRunAsync(run));
        }
    }

    private static async Task AddsNothingAsync<TError>(Workspace workspace, PipelineId pipeline) where TError : Exception
    {
        await Should.ThrowAsync<TError>(async () => await workspace.GetOrAddEmbeddingSetAsync(EmbeddingStore.Spec()));
        await Should.ThrowAsync<TError>(async () => await workspace.AddPipelineAsync(new PipelineSpec("other")));
        await Should.ThrowAsync<TError>(async () => await workspace.AddCollectionAsync(new CollectionSpec("base")));
        await Should.ThrowAsync<TError>(async () => await workspace.AddDefinitionAsync(new DefinitionSpec(DefinitionKind.Flow, "answer", "{}")));
        await Should.ThrowAsync<TError>(async () => await workspace.AddArtifactAsync(new ArtifactSpec(EntityType.Custom, Guid.NewGuid(), "report", "x:1")));
        await Should.ThrowAsync<TError>(async () => await workspace.LogQueryAsync(new QueryLog { Text = "q" }));
        await Should.ThrowAsync<TError>(async () => await workspace.SetSettingsAsync("a", SettingsJson.Default.String));
        await Should.ThrowAsync<TError>(async () => await workspace.AddOrUpdateScheduleAsync(new ScheduleSpec("nightly", pipeline) { Cron = "0 0 * * *" }));
    }
}

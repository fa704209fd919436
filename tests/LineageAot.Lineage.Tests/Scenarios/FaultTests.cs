using LineageAot.Lineage.Tests.Runs;

namespace LineageAot.Lineage.Tests.Scenarios;

/// <summary>What goes wrong around a store while it's written.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task Producers_of_the_same_files_write_each_once()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var config = await temporary.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1") { ChunkSize = 512 });
        var library = Enumerable.Range(0, 60).Select(static i => ($"file-{i}", $"{i}.of.many")).ToArray();
        await Task.WhenAll(
            Task.Run(() => workspace.SyncAsync(CleanupMode.Full, library)),
            Task.Run(() => workspace.SyncAsync(CleanupMode.Full, [.. library.Reverse()])),
            Task.Run(() => WriteBatchesAsync(workspace, config.Id, library)),
            Task.Run(() => WriteBatchesAsync(workspace, config.Id, library)));
        foreach (var (rows, sql) in new[]
        {
            (60, "select count(*) from sources where deleted_at is null and missing_since is null"),
            (60, "select count(*) from source_versions"),
            (60, "select count(*) from documents"),
            (60, "select count(*) from chunk_sets where status = 'ready' and chunk_count = 3"),
            (180, "select count(*) from chunks"),
            (60, "select count(*) from source_history"),
        })
        {
            temporary.Scalar(sql).ShouldBe(rows, sql);
        }
    }

    [Fact]
    public async Task What_a_run_left_between_two_steps_is_planned_again()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var (whole, half) = (TemporaryStore.Item("whole", "w"), TemporaryStore.Item("half", "h"));
        await using (var run = await workspace.StartRunAsync(new RunRequest("index")))
        {
            await run.IngestAsync(null, "whole", "w");
            await run.IngestVersionAsync(half);
        }

        (await workspace.PlanAsync([whole, half])).Select(static line => line.Change).ShouldBe([SourceChange.Unchanged, SourceChange.Changed]);
        await using (var run = await workspace.StartRunAsync(new RunRequest("index")))
        {
            (await run.IngestAsync(null, "half", "h")).Outcome.ShouldBe(IngestOutcome.Unchanged);
            await run.SucceedAsync();
        }

        (await workspace.PlanAsync([whole, half])).ShouldAllBe(static line => line.Change == SourceChange.Unchanged);
        temporary.Scalar("select count(*) from chunk_sets where status = 'ready'").ShouldBe(2);
    }

    [Fact]
    public async Task A_source_without_text_isnt_planned_again_once_a_run_succeeded()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var picture = TemporaryStore.Item("picture", "p");
        await using (var run = await workspace.StartRunAsync(new RunRequest("index")))
        {
            await run.IngestVersionAsync(picture);
            await run.SucceedAsync();
        }

        (await workspace.PlanAsync([picture]))[0].Change.ShouldBe(SourceChange.Unchanged);
    }

    [Fact]
    public async Task A_clock_that_goes_back_between_and_within_syncs_loses_nothing_and_deletes_nothing_that_is_there()
    {
        var clock = new TwoClocks();
        var folder = Directory.CreateTempSubdirectory("lineage-clock-").FullName;
        await using (var store = await LineageStore.OpenAsync(new DatabaseOptions { Path = Path.Combine(folder, "store.db"), TimeProvider = clock }))
        {
            var workspace = await store.GetOrAddWorkspaceAsync("main");
            await workspace.SyncAsync(CleanupMode.Full, ("a", "one"), ("b", "b"), ("gone", "g"));
            clock.Sleep(TimeSpan.FromHours(-1));
            await using (var run = await workspace.StartRunAsync(new RunRequest("index")))
            {
                await using var sync = await run.BeginSyncAsync("memory", CleanupMode.Full, maxDeletePercent: 100);
                await run.IngestAsync(sync, "a", "two");
                clock.Sleep(TimeSpan.FromHours(-1));
                await run.IngestAsync(sync, "b", "b");
                var report = await sync.CompleteAsync();
                (report.Changed, report.Unchanged, report.Superseded).ShouldBe((1, 1, 1));
                await run.SucceedAsync();
            }

            (await workspace.FindContentAsync("a")).ShouldBe(Sha256.OfText("two"));
            (await workspace.FindSourceAsync("a"))!.DeletedAt.ShouldBeNull();
            (await workspace.FindSourceAsync("b"))!.DeletedAt.ShouldBeNull();

            // Once the clock is where it was, what is gone is found out, if it wasn't before.
            clock.Pass(TimeSpan.FromHours(3));
            await workspace.SyncAsync(CleanupMode.Full, ("a", "two"), ("b", "b"));
            (await workspace.FindSourceAsync("gone"))!.DeletedAt.ShouldNotBeNull();
            (await store.VerifyEventsAsync()).ShouldBeEmpty();
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task WriteBatchesAsync(Workspace workspace, ChunkConfigId config, (string Uri, string Text)[] library)
    {
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory", CleanupMode.Full, maxDeletePercent: 100);
        foreach (var slice in library.Chunk(7))
        {
            await sync.WriteAsync(new SyncBatch
            {
                Delivered = [.. slice.Select(file => new SourceDelivery(TemporaryStore.Item(file.Uri, file.Text))
                {
                    Extraction = new Extraction("plain", "1"),
                    ChunkConfigId = config,
                    Chunks = [.. file.Text.Split('.').Select(static (text, i) => new ChunkDraft(i, text))],
                })],
            });
        }

        await sync.CompleteAsync();
        await run.SucceedAsync();
    }
}

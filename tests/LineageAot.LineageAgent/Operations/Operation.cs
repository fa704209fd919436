using LineageAot.Lineage;

namespace LineageAot.LineageAgent.Operations;

/// <summary>What an operation works on.</summary>
internal sealed record Bench(LineageStore Store, Workspace Workspace, IReadOnlyList<LibraryFile> Files, string Path)
{
    public const string Trigger = "do";

    /// <summary>
    /// Works in a run's name and ends it; after a kill the run that the dead one left is reaped and gone on from. Nothing where the work was done before.
    /// </summary>
    public async Task InRunAsync(Func<RunScope, Task> work)
    {
        await Store.ReapAbandonedAsync();
        var last = (await Workspace.ListRunsAsync(1000)).Where(static run => run.Trigger == Trigger).MaxBy(static run => run.Attempt);
        if (last is { Status: RunStatus.Succeeded })
        {
            return;
        }

        await using var run = last is null ? await Workspace.StartRunAsync(new RunRequest("index") { Trigger = Trigger }) : await Workspace.ResumeRunAsync(last.Id);
        await work(run);
        await run.SucceedAsync();
    }

    /// <summary>A run of the preparation.</summary>
    public async Task PrepareInRunAsync(Func<RunScope, Task> work)
    {
        await using var run = await Workspace.StartRunAsync(new RunRequest("index") { Trigger = "prepare" });
        await work(run);
        await run.SucceedAsync();
    }

    public Task IngestAsync(IReadOnlyList<LibraryFile> files) => PrepareInRunAsync(run => run.SyncAsync(files, CleanupMode.Full));

    /// <summary>All files ingested and embedded.</summary>
    public async Task<EmbeddingSet> IngestEmbeddedAsync(string model = "small")
    {
        await IngestAsync(Files);
        var set = await SetAsync(model);
        await Workspace.EmbedAllAsync(set.Id);
        return set;
    }

    public ValueTask<EmbeddingSet> SetAsync(string model) => Workspace.GetOrAddEmbeddingSetAsync(Embedding.Spec(model));

    public async Task<IReadOnlyList<SourceId>> SourcesAsync()
        => [.. (await Workspace.ListSourcesAsync(new PageRequest(10_000), new SourceListFilter { Status = SourceStatus.Any })).Items.Select(static source => source.Id).OrderBy(static id => id.Value)];

    /// <summary>A quarter is gone, a quarter changed, a quarter came back to what it was.</summary>
    public IReadOnlyList<LibraryFile> Changed()
        => [.. Files.Index().Where(static file => file.Index % 4 != 0).Select(static file => file.Index % 4 == 1 ? file.Item.With(file.Item.Text + " And more.") : file.Item)];
}

/// <summary>One operation: a store that it finds, and what it does. Done again after a kill, it goes on.</summary>
internal sealed record Operation(string Name, Func<Bench, Task> Prepare, Func<Bench, Task> Do)
{
    private const string Main = "main";

    /// <summary>What it does with a store that nobody has open, behind <see cref="Do"/>.</summary>
    public Func<string, Task>? DoClosed { get; init; }

    /// <summary>The store that it finds has its events in a file of their own; <c>LINEAGEAOT_SPLIT=1</c> has all of them find one.</summary>
    public bool IsSplit { get; init; } = Environment.GetEnvironmentVariable("LINEAGEAOT_SPLIT") == "1";

    public async Task PrepareAsync(string folder, string path)
    {
        await using var store = await LineageStore.OpenAsync(new LineageStoreOptions { Database = new DatabaseOptions { Path = path }, SplitEvents = IsSplit });
        var bench = new Bench(store, await store.GetOrAddWorkspaceAsync(Main), Library.Read(folder), path);
        // A neighbour with the same bytes, who must be left alone by everything.
        var neighbour = bench with { Workspace = await store.GetOrAddWorkspaceAsync("neighbour"), Files = [.. bench.Files.Take(3)] };
        await neighbour.IngestEmbeddedAsync();
        await Prepare(bench);
        await store.Database.CheckpointAsync();
        await store.EventsDatabase.CheckpointAsync();
    }

    public async Task DoAsync(string folder, string path)
    {
        var store = await LineageStore.OpenAsync(path);
        await using (store)
        {
            if (await store.FindWorkspaceAsync(Main) is { } workspace)
            {
                await Do(new Bench(store, workspace, Library.Read(folder), path));
            }
        }

        await (DoClosed?.Invoke(path) ?? Task.CompletedTask);
    }
}

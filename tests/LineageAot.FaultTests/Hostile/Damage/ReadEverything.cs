using LineageAot.Lineage;

namespace LineageAot.FaultTests.Hostile.Damage;

/// <summary>Asks an open store for everything. Each question may end with an error of the library, and with no other.</summary>
internal sealed class ReadEverything(LineageStore store, StoreFiles original)
{
    private static readonly PageRequest Page = new(50);

    /// <summary>Errors that aren't the library's, with the question.</summary>
    public List<string> Escaped { get; } = [];

    /// <summary>Questions that ended with an error of the library.</summary>
    public int Refused { get; private set; }

    /// <summary>Questions that were answered.</summary>
    public int Answered { get; private set; }

    /// <summary>An event was read that isn't as it was written, or was missing from all of them.</summary>
    public bool HasWrongEvents { get; private set; }

    /// <summary>A check had something to say, or couldn't go on.</summary>
    public bool IsTold { get; private set; }

    public async Task ReadAsync()
    {
        await AskAsync("integrity", async () => IsTold |= !(await store.Database.CheckIntegrityAsync()).IsSound, isCheck: true);
        await AskAsync("quick check", async () => await store.Database.CheckIntegrityAsync(isQuick: true));
        await AskAsync("verify", async () => IsTold |= (await store.VerifyEventsAsync()).Count > 0, isCheck: true);
        await AskAsync("head", async () => await store.Events.CompareHeadAsync());
        await AskAsync("health", async () => await store.Database.CheckHealthAsync());
        await AskAsync("events", ReadEventsAsync);
        await AskAsync("events backwards", async () => await store.Events.ReadAllAsync(direction: EventDirection.Backward).CountAsync());
        await AskAsync("last position", async () => await store.Events.FindLastPositionAsync());
        for (var i = 0; i < 4; i++)
        {
            var stream = new StreamName("order", new Guid(i + 1, 0, 0, new byte[8]));
            await AskAsync("stream", async () => await store.Events.ReadStreamAsync(stream).CountAsync());
            await AskAsync("stream's row", async () => await store.Events.FindStreamAsync(stream));
        }

        await AskAsync("checkpoints", async () => await store.Events.ListCheckpointsAsync());
        await AskAsync("settings", async () => await store.Settings.ListAsync(Page));
        await AskAsync("setting", async () => await store.Settings.GetAsync("theme", Names.NameContext.Default.String));
        await AskAsync("outbox", async () => await store.Outbox.ListAsync(Page));
        await AskAsync("outbox counts", async () => await store.Outbox.CountAsync());
        await AskAsync("maintenance", async () => await store.ListMaintenanceAsync(Page));
        await AskAsync("workspaces", async () => await store.ListWorkspacesAsync());
        await AskAsync("figures", async () => await store.ReadFiguresAsync(original.Workspace));
        await AskAsync("workspace", async () =>
        {
            if (await store.FindWorkspaceAsync("main") is { } main)
            {
                await ReadAsync(main);
            }
        });
    }

    public async Task WriteAsync(string backup)
    {
        await AskAsync("append", async () => await store.Events.AppendAsync(new StreamName("order", new Guid(1, 0, 0, new byte[8])), ExpectedVersion.Any, new EventDraft("placed")));
        await AskAsync("subscription", async () =>
        {
            await using var subscription = await store.Events.SubscribeAsync(new SubscriptionOptions("p"));
            await foreach (var batch in subscription.ReadToEndAsync())
            {
            }
        });
        await AskAsync("ingest", async () =>
        {
            var main = await store.GetOrAddWorkspaceAsync("main");
            await using var run = await main.StartRunAsync(new RunRequest("index"));
            await run.IngestVersionAsync(new SourceItem("folder/3.txt") { ContentSha256 = Sha256.OfText("new") });
            await run.SucceedAsync();
        });
        await AskAsync("delete", async () =>
        {
            var main = await store.GetOrAddWorkspaceAsync("main");
            if (await main.FindSourceAsync("folder/4.txt") is { } source)
            {
                await main.DeleteSourceAsync(source.Id);
            }
        });
        await AskAsync("backup", async () => await store.BackupAsync(backup));
        await AskAsync("vacuum", async () => await store.Database.VacuumAsync());
        await AskAsync("checkpoint", async () => await store.Database.CheckpointAsync());
    }

    private async Task ReadAsync(Workspace main)
    {
        await AskAsync("sources", async () => await main.ListSourcesAsync(Page with { WithTotal = true }));
        await AskAsync("runs", async () => await main.ListRunsAsync(Page));
        await AskAsync("connectors", async () => await main.ListConnectorsAsync());
        await AskAsync("collections", async () => await main.ListCollectionsAsync(Page));
        await AskAsync("pipelines", async () => await main.ListPipelinesAsync(Page));
        await AskAsync("queries", async () => await main.ListQueriesAsync(Page));
        await AskAsync("documents", async () => await main.ListDocumentsAsync(Page));
        await AskAsync("as of", async () => await main.ListAsOfAsync(DateTimeOffset.UtcNow, Page));
        await AskAsync("export", async () => await main.ExportAsync(Stream.Null));
        await AskAsync("chunks", async () =>
        {
            var chunks = await main.ListChunksAsync(Page);
            foreach (var chunk in chunks.Items.Take(5))
            {
                await AskAsync("chunk", async () => await main.GetChunkAsync(chunk.Id));
                await AskAsync("upstream", async () => await main.TraceUpstreamAsync(chunk.Id));
            }
        });
        await AskAsync("embedding sets", async () =>
        {
            foreach (var set in await main.ListEmbeddingSetsAsync())
            {
                await AskAsync("coverage", async () => await main.GetCoverageAsync(set.Id));
                await AskAsync("stale", async () => await main.CountStaleAsync(set.Id));
            }
        });
        for (var i = 0; i < 25; i += 6)
        {
            await AskAsync("source", async () =>
            {
                if (await main.FindSourceAsync($"folder/{i}.txt") is { } source)
                {
                    await AskAsync("versions", async () => await main.ListVersionsAsync(source.Id, Page));
                    await AskAsync("history", async () => await main.ListSourceHistoryAsync(source.Id, Page));
                    await AskAsync("downstream", async () => await main.TraceDownstreamAsync(source.Id));
                    await AskAsync("source as of", async () => await main.ReadAsOfAsync(source.Uri, DateTimeOffset.UtcNow));
                }
            });
        }
    }

    private async Task ReadEventsAsync()
    {
        var count = 0;
        await foreach (var row in store.Events.ReadAllAsync())
        {
            HasWrongEvents |= !original.Events.TryGetValue(row.Position, out var written) || written != row;
            count++;
        }

        HasWrongEvents |= count < original.Events.Count;
    }

    private async Task AskAsync(string question, Func<Task> ask, bool isCheck = false)
    {
        try
        {
            await ask();
            Answered++;
        }
        catch (LineageException)
        {
            Refused++;
            IsTold |= isCheck;
        }
        catch (Exception e)
        {
            Escaped.Add($"{question}: {e.GetType().Name} {e.Message}\n{e.StackTrace}");
        }
    }
}

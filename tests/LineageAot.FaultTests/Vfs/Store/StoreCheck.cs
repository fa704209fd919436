using LineageAot.FaultTests.Vfs.Replay;
using LineageAot.Lineage;

namespace LineageAot.FaultTests.Vfs.Store;

/// <summary>Opens a store as a cut left it, says which promises are broken, and works with it.</summary>
internal sealed class StoreCheck
{
    private readonly LineageStore store;
    private readonly List<string> broken = [];

    private StoreCheck(LineageStore store) => this.store = store;

    /// <param name="run">What was done.</param>
    /// <param name="image">What the cut left; its files lie at the path.</param>
    /// <param name="path">The store's file.</param>
    public static async Task<Verdict> OfAsync(StoreRun run, Image image, string path)
    {
        var isGarbled = await GarbledHeads.LayOutAsync(image, path);
        LineageStore store;
        try
        {
            store = await LineageStore.OpenAsync(StoreRun.Options(path, run.IsFull, run.IsSplit));
        }
        catch (EventsFileException e)
        {
            return new Verdict([$"ahead: {e.Message}"], 0);
        }
        catch (LineageException e)
        {
            return new Verdict([$"can't be opened: {e.GetType().Name}: {e.Message}"], 0);
        }

        await using (store)
        {
            var check = new StoreCheck(store);
            try
            {
                return await check.RunAsync(run, image, isGarbled);
            }
            catch (LineageException e)
            {
                return new Verdict([.. check.broken, $"can't be used: {e.GetType().Name}: {e.Message}"], 0);
            }
        }
    }

    private async Task<Verdict> RunAsync(StoreRun run, Image image, bool isGarbled)
    {
        broken.AddRange((await store.Database.CheckIntegrityAsync()).Findings.Select(static finding => $"damaged: {finding}"));
        broken.AddRange((await store.EventsDatabase.CheckIntegrityAsync()).Findings.Select(static finding => $"damaged: {finding}"));
        var findings = await store.VerifyEventsAsync();
        broken.AddRange(findings.Skip(isGarbled && findings.Head == EventHeadState.Unreadable ? 1 : 0).Select(static finding => $"told as tampering: {finding}"));
        await CheckPairAsync();
        var runs = await ReadRunsAsync();
        var lost = (int)Scalar(store.EventsDatabase, "select count(*) from events where actor = 'catch-up'");
        foreach (var told in image.Told)
        {
            // Of a store's file at Normal a power cut takes the last commits; not what was told to have ended well.
            lost += await CheckAsync(run.Facts[told.Request], runs, mayLose: !run.IsFull && !image.Style.IsProcessDeath && run.IsSplit) ? 0 : 1;
        }

        await UseAsync();
        return new Verdict(broken, lost);
    }

    // Where nobody had told the store of its workspace, there is none.
    private async Task<Dictionary<RunId, Run>> ReadRunsAsync()
        => await store.FindWorkspaceAsync("main") is { } workspace ? (await workspace.ListRunsAsync(1000)).ToDictionary(static run => run.Id) : [];

    // After opening the state knows all events, and has nothing that they don't tell.
    private async Task CheckPairAsync()
    {
        if (store.IsSplit)
        {
            var (applied, behind) = (Scalar(store.Database, "select applied_position from event_split"), 0L);
            behind = Scalar(store.EventsDatabase, $"select count(*) from events where stream_type = 'run' and position > {applied}");
            if (behind > 0)
            {
                broken.Add($"behind: {behind} events of runs lie behind the position {applied} that the state knows");
            }
        }

        foreach (var run in (await ReadRunsAsync()).Keys)
        {
            if (await store.Events.FindStreamAsync(StreamName.Of(run)) is null)
            {
                broken.Add($"ahead: the state has run {run.Value}, of which the events know nothing");
            }
        }
    }

    /// <returns>Whether it holds, or is reported as broken.</returns>
    private async Task<bool> CheckAsync(StoreFact fact, Dictionary<RunId, Run> runs, bool mayLose)
    {
        switch (fact)
        {
            case AppendedFact appended when await store.Events.FindEventAsync(appended.Stream, appended.Id) is var row:
                return Holds((row?.StreamVersion, row?.Position, row?.Payload) == (appended.Version, appended.Position, appended.Payload), appended, mayLose: false);

            case RefusedFact refused:
                return Holds(await store.Events.FindEventAsync(refused.Stream, refused.Id) is null, refused, mayLose: false);

            case StartedFact started:
                return Holds(runs.ContainsKey(started.Run), started, mayLose);

            case EndedFact { Status: RunStatus.Succeeded } ended:
                var workspace = (await store.FindWorkspaceAsync("main"))!;
                var missing = 0;
                foreach (var uri in ended.Uris)
                {
                    missing += await workspace.FindSourceAsync(uri) is null ? 1 : 0;
                }

                return Holds(missing == 0 && runs.GetValueOrDefault(ended.Run)?.Status == ended.Status, ended, mayLose: false);

            case EndedFact ended:
                return Holds(runs.GetValueOrDefault(ended.Run)?.Status == ended.Status, ended, mayLose);

            default:
                throw new InvalidOperationException($"{fact} isn't looked at.");
        }
    }

    private bool Holds(bool holds, StoreFact fact, bool mayLose)
    {
        if (!holds && !mayLose)
        {
            broken.Add($"{(fact is RefusedFact ? "refused and there" : "lost")}: {fact}");
        }

        return holds || !mayLose;
    }

    private async Task UseAsync()
    {
        var last = await store.Events.FindLastPositionAsync();
        var stream = new StreamName("order", new Guid(1, 0, 0, new byte[8]));
        var id = new EventId(Guid.CreateVersion7());
        var result = await store.Events.AppendAsync(stream, ExpectedVersion.Any, new EventDraft("placed") { Id = id });
        if (!(result.LastPosition > last) || await store.Events.FindEventAsync(stream, id) is null)
        {
            broken.Add($"can't be used: an event was appended at position {result.LastPosition} behind {last}");
        }

        var workspace = await store.GetOrAddWorkspaceAsync("main");
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await run.SucceedAsync();
        if ((await workspace.GetRunAsync(run.Id))?.Status != RunStatus.Succeeded || (await store.VerifyEventsAsync()).Any(static finding => !finding.Contains("head file", StringComparison.Ordinal)))
        {
            broken.Add("can't be used: a run doesn't come to its end, or its events don't verify");
        }
    }

    private static long Scalar(LineageDatabase database, string sql)
    {
        using var connection = database.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}

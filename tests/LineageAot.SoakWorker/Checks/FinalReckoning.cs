using LineageAot.Lineage;
using LineageAot.SoakWorker.Ledger;
using LineageAot.SoakWorker.Load;

namespace LineageAot.SoakWorker.Checks;

/// <summary>The end of a soak: what waited is handed over, retention runs a last time, and then each entry of the ledger is there or was taken on purpose, and nothing is there that should have been taken.</summary>
internal sealed class FinalReckoning(SoakFolder folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<string> wrong = [];

    /// <summary>What is wrong, a sentence each.</summary>
    public IReadOnlyList<string> Wrong => wrong;

    public LedgerFindings Findings { get; private set; } = new();

    public long Events { get; private set; }

    /// <summary>Acknowledged rows of other kinds: versions, chunks, runs, entries of the outbox, archived streams.</summary>
    public long Rows { get; private set; }

    /// <summary>Events that were committed and whose acknowledgement a kill cut off.</summary>
    public long Unheard { get; private set; }

    /// <summary>Events that the subscription was handed more than once.</summary>
    public long SeenAgain { get; private set; }

    public async Task RunAsync()
    {
        await using (var store = await LineageStore.OpenAsync(new DatabaseOptions { Path = folder.Database, Durability = Durability.Full, MaxReadAge = TimeSpan.FromHours(1) }))
        {
            // First, since it appends: the runs of killed workers are ended.
            await store.ReapAbandonedAsync();
            using (var ledger = new LedgerFile(folder.Ledger))
            {
                await DrainAsync(store, ledger);
            }

            var before = SoakContext.Now;
            await RetainAsync(store, before);
            var entries = LedgerFile.Read(folder.Ledger).ToList();
            await FindAsync(store, entries);
            await FindLeftOverAsync(store, before);
            await FindGapsAsync(store, entries);
        }

        wrong.AddRange(Findings.Sentences);
        wrong.AddRange(await StoreCheck.RunAsync(folder.Database));
    }

    private static async Task DrainAsync(LineageStore store, LedgerFile ledger)
    {
        await using (var subscription = await store.Events.SubscribeAsync(SubscriptionLoad.Options))
        {
            await foreach (var batch in subscription.ReadToEndAsync())
            {
                ledger.Write(SubscriptionLoad.Ranges(batch.Events));
                await batch.CompleteAsync();
            }
        }

        using var done = new CancellationTokenSource(Patience);
        var handling = OutboxLoad.HandleAsync(store, ledger, static _ => false, done.Token);
        while (!done.IsCancellationRequested && (await store.Outbox.CountAsync()).Any(static kind => kind.Waiting + kind.Leased > 0))
        {
            await Task.Delay(50);
        }

        await done.CancelAsync();
        try
        {
            await handling;
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static async Task RetainAsync(LineageStore store, DateTimeOffset now)
    {
        var workspace = await store.GetOrAddWorkspaceAsync(SoakRules.Workspace);
        await workspace.ApplyRetentionAsync(SoakRules.Retention);
        await store.CollectContentsAsync();
        await store.Events.RemoveArchivedAsync(now - SoakRules.KeepArchived);
        await store.Outbox.RemoveEndedAsync(now - SoakRules.KeepSent);
        await store.RemoveLogEntriesAsync(SoakRules.KeepLog);
    }

    private async Task FindAsync(LineageStore store, List<LedgerEntry> entries)
    {
        var passes = new LedgerPasses(0, entries);
        var handled = EntryHandled.FirstTimes(entries);
        var check = new LedgerCheck(store, passes, handled, SoakContext.Now);
        await check.RunAsync(entries);
        Findings = check.Findings;
        Events = entries.Count(static entry => entry is EventAppended);
        Rows = entries.Sum(static entry => entry switch
        {
            VersionStored version => 1 + version.Chunks,
            StreamArchived or PassEnded or EntryQueued => 1,
            _ => 0L,
        });
        foreach (var queued in entries.OfType<EntryQueued>().Where(queued => !handled.ContainsKey(queued.Position)))
        {
            wrong.Add($"the outbox's entry {queued.Position} was never handed over");
        }

        foreach (var uri in entries.OfType<VersionStored>().Select(static version => version.Uri).Where(passes.MustBeDeleted))
        {
            if (await store.Database.FindSourceStateAsync(SoakRules.Workspace, uri) is { DeletedAt: null })
            {
                wrong.Add($"the source {uri} should have been deleted");
            }
        }
    }

    /// <summary>Nothing stays longer than it should.</summary>
    private async Task FindLeftOverAsync(LineageStore store, DateTimeOffset before)
    {
        var database = store.Database;
        Require(await store.EventsDatabase.CountArchivedEventsAsync(before - SoakRules.KeepArchived), "events of archived streams");
        Require(await database.CountSentAsync(before - SoakRules.KeepSent), "sent entries of the outbox");
        Require(await database.CountOldVersionsAsync(SoakRules.Retention.KeepVersions!.Value), "old versions");
        Require(await database.CountSupersededAsync(before - SoakRules.Retention.SupersededChunkSets!.Value), "superseded chunk sets");
        Require(await database.CountDeletedAsync(before - SoakRules.Retention.DeletedSources!.Value), "deleted sources");
        Require(await database.CountOldRunsAsync(before - SoakRules.Retention.FinishedRuns!.Value), "old runs");
        Require(await database.CountOldLogEntriesAsync(before - SoakRules.KeepLog), "old log entries");
        if (await database.CountLogEntriesAsync() == 0)
        {
            wrong.Add("nothing of the program's log was stored");
        }
    }

    private void Require(long number, string what)
    {
        if (number != 0)
        {
            wrong.Add($"{number} {what} are there that should have been taken away");
        }
    }

    /// <summary>Positions have no gaps, and the subscription was handed each.</summary>
    private async Task FindGapsAsync(LineageStore store, List<LedgerEntry> entries)
    {
        var reached = 0L;
        foreach (var range in entries.OfType<EventsSeen>().OrderBy(static range => range.First))
        {
            if (range.First > reached + 1)
            {
                wrong.Add($"the subscription was never handed the events from position {reached + 1} to {range.First - 1}");
            }

            SeenAgain += Math.Max(0, Math.Min(range.Last, reached) - range.First + 1);
            reached = Math.Max(reached, range.Last);
        }

        var last = await store.Events.FindLastPositionAsync();
        if (reached < last)
        {
            wrong.Add($"the subscription was never handed the events from position {reached + 1} to {last}");
        }

        foreach (var type in new[] { SoakRules.OrderStream, SoakRules.NoteStream })
        {
            Unheard += await store.EventsDatabase.CountEventsOfAsync(type) - entries.OfType<EventAppended>().Count(entry => entry.StreamType == type);
        }
    }
}

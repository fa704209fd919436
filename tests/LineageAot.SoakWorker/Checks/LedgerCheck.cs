using LineageAot.Lineage;
using LineageAot.SoakWorker.Ledger;
using LineageAot.SoakWorker.Load;

namespace LineageAot.SoakWorker.Checks;

/// <summary>
/// Looks for each entry of a ledger in a store. One that isn't there is lost, unless retention may have taken it: by the store's own facts, and by times before and after which it can't have been.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="passes">What is known of the passes.</param>
/// <param name="handled">When entries of the outbox were first handed over.</param>
/// <param name="now">No retention ran after this time.</param>
internal sealed class LedgerCheck(LineageStore store, LedgerPasses passes, IReadOnlyDictionary<long, DateTimeOffset> handled, DateTimeOffset now)
{
    public LedgerFindings Findings { get; } = new();

    public async Task RunAsync(IReadOnlyCollection<LedgerEntry> entries)
    {
        await FindEventsAsync([.. entries.OfType<EventAppended>().OrderBy(static entry => entry.Position)]);
        foreach (var entry in entries)
        {
            switch (entry)
            {
                case StreamArchived archived:
                    await FindAsync(archived);
                    break;
                case VersionStored version:
                    await FindAsync(version);
                    break;
                case PassEnded pass:
                    await FindAsync(pass);
                    break;
                case EntryQueued queued:
                    await FindAsync(queued);
                    break;
            }
        }
    }

    /// <summary>One walk over the events beside the entries, which are in the same order.</summary>
    private async Task FindEventsAsync(IReadOnlyList<EventAppended> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var next = 0;
        await foreach (var row in store.Events.ReadAllAsync(entries[0].Position - 1))
        {
            while (next < entries.Count && entries[next].Position < row.Position)
            {
                await MissAsync(entries[next++]);
            }

            while (next < entries.Count && entries[next].Position == row.Position)
            {
                Compare(entries[next++], row);
            }

            if (next == entries.Count)
            {
                return;
            }
        }

        while (next < entries.Count)
        {
            await MissAsync(entries[next++]);
        }
    }

    private void Compare(EventAppended entry, EventRow row)
        => Count(
            row.StreamType == entry.StreamType && row.StreamId == entry.StreamId && row.StreamVersion == entry.Version && LedgerText.HashOf(row.Payload) == entry.PayloadHash,
            () => $"the event at position {entry.Position} isn't the one that was acknowledged ({entry.StreamType}/{entry.StreamId}, version {entry.Version})");

    // The events of a stream go together, some time after it was archived.
    private async Task MissAsync(EventAppended entry)
    {
        var stream = await store.Events.FindStreamAsync(new StreamName(entry.StreamType, entry.StreamId));
        Take(
            stream is not null && stream.ArchivedAt < now - SoakRules.KeepArchived && stream.Version >= entry.Version,
            () => $"the event at position {entry.Position} ({entry.StreamType}/{entry.StreamId}, version {entry.Version}) is gone, and its stream was archived at {stream?.ArchivedAt:O}");
    }

    private async Task FindAsync(StreamArchived entry)
    {
        var stream = await store.Events.FindStreamAsync(new StreamName(entry.StreamType, entry.StreamId));
        Count(stream is { ArchivedAt: not null } && stream.Version == entry.Version, () => $"the stream {entry.StreamType}/{entry.StreamId} isn't archived at version {entry.Version}");
    }

    private async Task FindAsync(VersionStored entry)
    {
        var source = await store.Database.FindSourceStateAsync(SoakRules.Workspace, entry.Uri);
        if (source is null or { DeletedAt: not null } && !passes.MayBeDeleted(entry.Uri))
        {
            Findings.Lose($"the source {entry.Uri} of pass {entry.Pass} is {(source is null ? "gone" : "deleted")}");
            return;
        }

        if (source is null)
        {
            Take(passes.MayBePurged(entry.Uri, now), () => $"the source {entry.Uri} of pass {entry.Pass} was purged too early");
            return;
        }

        if (await store.Database.FindStoredVersionAsync(source.Id, entry.VersionNo) is not { } version)
        {
            Take(entry.VersionNo <= source.CurrentVersionNo - SoakRules.Retention.KeepVersions, () => $"version {entry.VersionNo} of {entry.Uri} is gone, and {source.CurrentVersionNo} is the current one");
            return;
        }

        var isCurrent = entry.VersionNo == source.CurrentVersionNo;
        if (version.ChunkSetId is not { } set)
        {
            // Superseded when the next version was stored, or after that; of a deleted source at its deletion.
            Take(source.DeletedAt is not null || (!isCurrent && version.NextAt < now - SoakRules.Retention.SupersededChunkSets), () => $"the chunks of version {entry.VersionNo} of {entry.Uri} are gone");
            return;
        }

        var texts = await store.Database.ListChunkTextsAsync(set);
        Count(
            version.ContentSha256 == entry.Content && version.ChunkCount == entry.Chunks && texts.Count == entry.Chunks && SoakDocument.HashOf(texts) == entry.Content
                && (version.Status == ChunkSetStatus.Ready || !isCurrent || source.DeletedAt is not null),
            () => $"version {entry.VersionNo} of {entry.Uri} isn't what was acknowledged: {texts.Count} of {entry.Chunks} chunks, {version.Status}");
    }

    private async Task FindAsync(PassEnded entry)
    {
        if (await store.Database.FindRunIdAsync(new RunId(entry.RunId)) is not null)
        {
            Findings.Found++;
            return;
        }

        Take(entry.EndsAfter < now - SoakRules.Retention.FinishedRuns, () => $"the run of pass {entry.Pass} of {entry.Connector} is gone");
    }

    private async Task FindAsync(EntryQueued entry)
    {
        if (await store.Outbox.FindAsync(entry.Position) is { } row)
        {
            Count(LedgerText.HashOf(row.Payload) == entry.PayloadHash, () => $"the outbox's entry {entry.Position} says something else than was acknowledged");
            return;
        }

        Take(handled.TryGetValue(entry.Position, out var at) && at < now - SoakRules.KeepSent, () => $"the outbox's entry {entry.Position} is gone, and was {(at == default ? "never handed over" : $"handed over at {at:O}")}");
    }

    private void Count(bool isRight, Func<string> sentence)
    {
        if (isRight)
        {
            Findings.Found++;
        }
        else
        {
            Findings.Lose(sentence());
        }
    }

    private void Take(bool isAllowed, Func<string> sentence)
    {
        if (isAllowed)
        {
            Findings.Taken++;
        }
        else
        {
            Findings.Lose(sentence());
        }
    }
}

using LineageAot.Lineage;
using LineageAot.SoakWorker.Checks;
using LineageAot.SoakWorker.Ledger;
using LineageAot.SoakWorker.Load;

namespace LineageAot.SoakWorker.Driving;

/// <summary>
/// Restores the newest backup of a stopped store and looks at it: everything that was acknowledged before the backup began is in it, and of what came later a prefix. Then what was there before is
/// restored in its turn, by the same way, and must be what it was.
/// </summary>
internal sealed class RestoreRound(SoakFolder folder, SoakRecord record)
{
    private static readonly TimeSpan Newest = TimeSpan.FromMinutes(2);

    /// <summary>Of what is older than the newest, one in so many is looked for: the end of the soak looks for all.</summary>
    private const int OneOf = 20;

    /// <returns>Whether there was a backup.</returns>
    public async Task<bool> RunAsync()
    {
        if (folder.NewestBackup() is not { } backup)
        {
            return false;
        }

        await CatchUpAsync();
        var before = await ReadEndAsync();
        var replaced = await LineageStore.RestoreAsync(backup.Path, folder.Database);
        var restored = await ReadEndAsync();
        await LookAsync(backup, restored.Position);
        var back = await LineageStore.RestoreAsync(replaced.ReplacedPath!, folder.Database, eventsBackupPath: replaced.Events?.ReplacedPath);
        var after = await ReadEndAsync();
        if (after != before)
        {
            record.Fail($"the store that was put back ends at {after}, and ended at {before}");
        }

        foreach (var report in new[] { replaced, back })
        {
            Delete(report.ReplacedPath!);
            Delete(report.Events?.ReplacedPath);
        }

        record.Say($"restored {Path.GetFileName(backup.Path)}: it ends at position {restored.Position}, and the store at {before.Position}");
        return true;
    }

    // A file that is in WAL mode gets its side files also where it's only read.
    private static void Delete(string? kept)
    {
        if (kept is null)
        {
            return;
        }

        foreach (var suffix in new[] { "", "-wal", "-shm" })
        {
            File.Delete(kept + suffix);
        }
    }

    private async Task LookAsync(SoakBackup backup, long last)
    {
        var (from, name) = (backup.From, Path.GetFileName(backup.Path));
        var entries = LedgerFile.Read(folder.Ledger).ToList();
        var handled = EntryHandled.FirstTimes(entries);
        var wanted = entries.Where((entry, number) => (entry.At < from || entry is EventAppended appended && appended.Position <= last) && (entry.At > from - Newest || number % OneOf == 0)).ToList();
        await using (var store = await LineageStore.OpenAsync(new DatabaseOptions { Path = folder.Database }))
        {
            // No retention in it ran later.
            var check = new LedgerCheck(store, new LedgerPasses(0, entries), handled, backup.Until);
            await check.RunAsync(wanted);
            foreach (var sentence in check.Findings.Sentences)
            {
                record.Fail($"the restored {name}: {sentence}");
            }

            if ((await store.Events.ListCheckpointsAsync()).Any(place => place.Position > last))
            {
                record.Fail($"the restored {name}: a reader is further than the events");
            }
        }

        foreach (var finding in await StoreCheck.RunAsync(folder.Database))
        {
            record.Fail($"the restored {name}: {finding}");
        }
    }

    // What a kill left between two files would be made up for by the restore's own look, and the store that is put back would end elsewhere.
    private async Task CatchUpAsync()
    {
        await using var store = await LineageStore.OpenAsync(new DatabaseOptions { Path = folder.Database });
    }

    private async Task<StoreEnd> ReadEndAsync()
    {
        await using var store = await LineageStore.OpenAsync(new DatabaseOptions { Path = folder.Database, Access = DatabaseAccess.ReadOnly });
        var workspace = await store.FindWorkspaceAsync(SoakRules.Workspace);
        return new StoreEnd(await store.Events.FindLastPositionAsync(), workspace is null ? 0 : await workspace.CountChunksAsync(), (await store.Outbox.CountAsync()).Sum(static kind => kind.Done + kind.Waiting + kind.Leased));
    }

    private sealed record StoreEnd(long Position, long Chunks, long OutboxEntries);
}

using LineageAot.Operations;
using LineageAot.Sqlite;
using LineageAot.Writing;

namespace LineageAot;

public abstract partial class LineageDatabase
{
    /// <summary>
    /// Brings the write-ahead log into the file, between two transactions. True if nothing is left in the log; false if readers hold some of
    /// it back.
    /// </summary>
    public async ValueTask<bool> CheckpointAsync(CancellationToken cancellationToken = default)
        => (await handle.ControlAsync((_, upkeep) => upkeep.Checkpoint(truncate: !handle.Readers.HasActiveReads), cancellationToken).ConfigureAwait(false)).IsComplete;

    /// <summary>Brings the write-ahead log into the file, between two transactions, and tells how far it came.</summary>
    /// <param name="mode">How far it goes.</param>
    /// <param name="cancellationToken">Takes it back while it waits for its turn.</param>
    /// <exception cref="LineageException">The system failed to write or sync.</exception>
    public async ValueTask<CheckpointReport> CheckpointAsync(CheckpointMode mode, CancellationToken cancellationToken = default)
    {
        if (mode is not (CheckpointMode.Passive or CheckpointMode.Truncate))
        {
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "This isn't one of its values.");
        }

        var (wasBusy, result) = await handle.ControlAsync((_, upkeep) =>
        {
            var first = upkeep.Checkpoint(truncate: mode == CheckpointMode.Truncate);
            return first.WasBusy ? (true, upkeep.Checkpoint(truncate: false)) : (false, first);
        }, cancellationToken).ConfigureAwait(false);
        return new CheckpointReport(result.IsComplete && !wasBusy, wasBusy, Math.Max(0, result.LogFrames), Math.Max(0, result.CheckpointedFrames));
    }

    /// <summary>
    /// Gives pages that hold nothing back to the disk, slice by slice between batches of writes, which wait for one slice at most, and now and then for a checkpoint; the one at the end makes the file smaller.
    /// Nothing is done to a file that wasn't made for it: <see cref="VacuumReport.IsIncremental"/>.
    /// </summary>
    /// <param name="options">The slices. Null: the defaults.</param>
    /// <param name="cancellationToken">Ends it between two slices; what is given back stays so.</param>
    /// <exception cref="ConfigurationException">A value of <paramref name="options"/> is out of its range.</exception>
    /// <exception cref="DatabaseReadOnlyException">The database was opened read-only.</exception>
    /// <exception cref="LineageException">SQLite failed; slices before that one are done.</exception>
    public async ValueTask<VacuumReport> IncrementalVacuumAsync(IncrementalVacuumOptions? options = null, CancellationToken cancellationToken = default)
    {
        var chosen = options ?? new IncrementalVacuumOptions();
        MaintenanceOptionsCheck.Check(chosen);
        var (isIncremental, pages) = await handle.ControlAsync(static (session, _) => (Vacuum.IsIncremental(session), FilePages.Read(session)), cancellationToken).ConfigureAwait(false);
        var freed = 0L;

        // What others free meanwhile is the next one's: this one comes to an end.
        for (var left = isIncremental ? Math.Min(pages.Free, chosen.MaxPages ?? long.MaxValue) : 0; left > 0;)
        {
            var size = Math.Min(left, chosen.PagesPerSlice);
            var slice = await handle.ControlAsync((session, upkeep) => VacuumSlice(session, upkeep, size), cancellationToken).ConfigureAwait(false);
            freed += slice;
            left = slice == 0 ? 0 : left - size;
            chosen.Progress?.Report(new VacuumProgress(freed, left));
        }

        if (freed > 0)
        {
            pages = await handle.ControlAsync(FinishVacuum, cancellationToken).ConfigureAwait(false);
        }

        handle.Upkeep.Vacuumed(handle.Now);
        return new VacuumReport(isIncremental, freed, pages.Free, pages.PageSize);
    }

    /// <summary>
    /// Writes the whole file anew, without pages that hold nothing and with each table in one piece. Every write waits for it, reads go on; it can't be stopped once it runs. For files that the library didn't make, it also turns
    /// incremental vacuum on.
    /// </summary>
    /// <param name="cancellationToken">Takes it back while it waits for its turn.</param>
    /// <exception cref="DatabaseFullException">Less than twice the file's size is free on its disk (nothing was begun), or the disk of temporary files is full (nothing was changed).</exception>
    /// <exception cref="DatabaseReadOnlyException">The database was opened read-only.</exception>
    /// <exception cref="LineageException">SQLite failed; nothing was changed.</exception>
    public async ValueTask<VacuumReport> VacuumAsync(CancellationToken cancellationToken = default)
    {
        var (before, after) = await handle.ControlAsync((session, upkeep) =>
        {
            upkeep.CheckFileIsThere();
            var pages = FilePages.Read(session);
            Vacuum.RequireRoom(Path, pages, DiskRoom.Of(Path));
            WithPatience(() => Vacuum.Full(session));
            return (pages, FinishVacuum(session, upkeep));
        }, cancellationToken).ConfigureAwait(false);
        handle.Upkeep.Vacuumed(handle.Now);
        return new VacuumReport(IsIncremental: true, before.Count - after.Count, after.Free, after.PageSize);
    }

    /// <summary>
    /// Has SQLite look at tables whose statistics are missing or out of date, so that its planner chooses better (https://sqlite.org/pragma.html#pragma_optimize). It looks at samples, and takes moments. Connections take the new
    /// statistics over when they are opened.
    /// </summary>
    /// <param name="cancellationToken">Takes it back while it waits for its turn.</param>
    /// <exception cref="DatabaseReadOnlyException">The database was opened read-only.</exception>
    /// <exception cref="LineageException">SQLite failed; nothing was changed.</exception>
    public async ValueTask OptimizeAsync(CancellationToken cancellationToken = default)
        => await handle.ControlAsync((session, upkeep) =>
        {
            upkeep.CheckFileIsThere();

            // 0x2: analyze, 0x10: samples only, 0x10000: also tables that this connection hasn't queried, for queries run on readers.
            WithPatience(() => session.Execute("pragma main.optimize=0x10012"));
            upkeep.AfterCommit();
            return true;
        }, cancellationToken).ConfigureAwait(false);

    private long VacuumSlice(SqliteSession session, WriterUpkeep upkeep, long pages)
    {
        upkeep.CheckFileIsThere();
        var freed = 0L;
        WithPatience(() => freed = Vacuum.Slice(session, pages));
        upkeep.AfterCommit();
        return freed;
    }

    // The file itself becomes smaller with the checkpoint.
    private FilePages FinishVacuum(SqliteSession session, WriterUpkeep upkeep)
    {
        upkeep.Checkpoint(truncate: !handle.Readers.HasActiveReads);
        return FilePages.Read(session);
    }

    // Another program may write at the moment.
    private void WithPatience(Action work) => BusyRetry.Run(Options.TimeProvider, Options.BusyTimeout, handle.Logger, Path, work);
}

namespace LineageAot.Lineage;

public sealed partial class LineageStore
{
    /// <summary>
    /// Starts the maintenance of the store's file (<see cref="LineageDatabase.StartMaintenance"/>) and of what is in it: runs whose owner is dead are ended, and what isn't kept any more goes, in slices. Each run of a
    /// job leaves a row in <c>maintenance_log</c>, written when it begins: one that was killed stays without an end. From those rows it knows what ran before the program was started.
    /// Where the events are apart, their file gets the same, and a backup behind each of the store's. Stop it by disposing what is returned, not inside a job.
    /// </summary>
    /// <param name="options">The file's maintenance, with the program's own jobs. Null: the defaults, without backups. What it wants to be told of, it's told behind the journal.</param>
    /// <param name="upkeep">The store's own. Null: the defaults, without a retention.</param>
    /// <exception cref="ArgumentOutOfRangeException">An age of <paramref name="upkeep"/> is out of its range.</exception>
    /// <exception cref="ConfigurationException">A value of <paramref name="options"/>, or an interval, is out of its range.</exception>
    /// <exception cref="DatabaseReadOnlyException">The store was opened read-only.</exception>
    /// <exception cref="InvalidOperationException">Its maintenance runs already.</exception>
    public IAsyncDisposable StartMaintenance(MaintenanceOptions? options = null, StoreMaintenanceOptions? upkeep = null)
    {
        var chosen = options ?? new MaintenanceOptions();
        var own = upkeep ?? new StoreMaintenanceOptions();
        own.Check();
        chosen = IsSplit ? SplitJobs.AddTo(chosen, this, own.EventsBackupFolder) : chosen;
        return Database.StartMaintenance(journal.AddTo(chosen) with { Jobs = [.. chosen.Jobs ?? [], .. StoreJobs.Of(this, own)] });
    }

    /// <summary>
    /// Does a piece of upkeep and leaves a row in <c>maintenance_log</c>, written when it begins. A row that can't be written (the disk is full, the database is paused) keeps nothing from being done; what came of
    /// it is then written along with the next row. A store that was opened read-only gets none.
    /// </summary>
    /// <param name="kind">What is done: one of <see cref="MaintenanceKinds"/> or <see cref="StoreMaintenanceKinds"/>, or a word of yours.</param>
    /// <param name="work">Does it, and says in a sentence what came of it, or null. What it throws is written down, and thrown on.</param>
    /// <param name="cancellationToken">Handed to the work.</param>
    public async ValueTask RunMaintenanceAsync(string kind, Func<CancellationToken, ValueTask<string?>> work, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        ArgumentNullException.ThrowIfNull(work);
        cancellationToken.ThrowIfCancellationRequested();
        var startedAt = Now;
        var timestamp = time.GetTimestamp();
        var begun = await TryBeginAsync(kind, startedAt, cancellationToken).ConfigureAwait(false);
        string? detail;
        try
        {
            detail = await work(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await TryEndAsync(begun, Record(false, e is OperationCanceledException && cancellationToken.IsCancellationRequested ? "it was stopped" : e.Message)).ConfigureAwait(false);
            throw;
        }

        await TryEndAsync(begun, Record(true, detail)).ConfigureAwait(false);

        MaintenanceRecord Record(bool ok, string? sentence) => new(kind, startedAt, startedAt + time.GetElapsedTime(timestamp), ok, sentence);
    }

    /// <summary>When a piece of upkeep last began that did what it should, in UTC; null: it never did.</summary>
    public ValueTask<DateTimeOffset?> FindLastMaintenanceAsync(string kind, CancellationToken cancellationToken = default) => Database.FindLastMaintenanceAsync(kind, cancellationToken);

    /// <summary>Upkeep that was done, the newest first. One without an end runs now, or its process was killed.</summary>
    /// <param name="page">Which page.</param>
    /// <param name="kind">Of this kind only.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<ListPage<MaintenanceEntry>> ListMaintenanceAsync(PageRequest page, string? kind = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        return kind is null
            ? Database.ListMaintenanceAsync(page.Size, page.After, cancellationToken).WithTotalAsync(page, () => Database.CountMaintenanceAsync(cancellationToken))
            : Database.ListMaintenanceOfKindAsync(kind, page.Size, page.After, cancellationToken).WithTotalAsync(page, () => Database.CountMaintenanceOfKindAsync(kind, cancellationToken));
    }

    /// <summary>Takes lines of the log (<c>log_entries</c>) away that are older, in slices: a repeat goes on where one ended.</summary>
    /// <param name="age">How old they are at least; not negative.</param>
    /// <param name="cancellationToken">Ends it between two slices.</param>
    /// <returns>How many went.</returns>
    public ValueTask<long> RemoveLogEntriesAsync(TimeSpan age, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(age, TimeSpan.Zero);
        var before = Now.Before(age);
        return SlicedRemoval.RunAsync(Database, (unit, max) => unit.DeleteLogEntries(before, max), cancellationToken);
    }

    private async ValueTask<long?> TryBeginAsync(string kind, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        if (Database.Options.Access == DatabaseAccess.ReadOnly)
        {
            return null;
        }

        try
        {
            return await journal.BeginAsync(kind, startedAt, cancellationToken).ConfigureAwait(false);
        }
        catch (LineageException)
        {
            // The work may be what helps.
            return null;
        }
    }

    private async ValueTask TryEndAsync(long? begun, MaintenanceRecord record)
    {
        if (Database.Options.Access == DatabaseAccess.ReadOnly)
        {
            return;
        }

        try
        {
            // Also where it was cancelled: that is what the row is to say.
            await journal.EndAsync(begun, record, CancellationToken.None).ConfigureAwait(false);
        }
        catch (LineageException)
        {
            // What was done is done.
        }
    }
}

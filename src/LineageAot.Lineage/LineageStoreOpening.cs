namespace LineageAot.Lineage;

public sealed partial class LineageStore
{
    /// <summary>Opens a store's file; an empty one gets the tables.</summary>
    public static ValueTask<LineageStore> OpenAsync(string path, CancellationToken cancellationToken = default) => OpenAsync(new DatabaseOptions { Path = path }, cancellationToken);

    /// <summary>Opens a store's file as the options say; its events' file too, where they are apart.</summary>
    /// <inheritdoc cref="OpenAsync(LineageStoreOptions, CancellationToken)"/>
    public static ValueTask<LineageStore> OpenAsync(DatabaseOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return OpenAsync(new LineageStoreOptions { Database = options }, cancellationToken);
    }

    /// <summary>Opens a store's file as the options say; its events' file too, where they are apart.</summary>
    /// <exception cref="EventsFileException">The two files don't belong together, the events' one is missing or older, or the store isn't split as the options want it.</exception>
    public static async ValueTask<LineageStore> OpenAsync(LineageStoreOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.Database, nameof(options));
        var database = await LineageSchema.OpenAsync(options.Database, cancellationToken).ConfigureAwait(false);
        LineageEvents? events = null;
        try
        {
            events = await SplitOpening.OpenEventsAsync(database, options, cancellationToken).ConfigureAwait(false);
            var store = new LineageStore(database, events, options.Database.TimeProvider, ownsDatabases: true);
            await store.PrepareAsync(cancellationToken).ConfigureAwait(false);
            return store;
        }
        catch
        {
            // Nobody has it yet who could close it.
            await database.DisposeAsync().ConfigureAwait(false);
            await (events?.DisposeAsync() ?? ValueTask.CompletedTask).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Lays the store over two open databases: one that includes <see cref="LineageSchema"/>, and its events'. Disposing the store leaves them open. Catches up with what a crash left between them.</summary>
    /// <param name="database">The store's. If it has no events' file yet, and no events of its own, this is it from now on.</param>
    /// <param name="events">The events'. It should be opened at <see cref="Durability.Full"/>.</param>
    /// <param name="time">The clock; left out: the database's.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="EventsFileException">The two don't belong together, or the events are older than the store.</exception>
    public static async ValueTask<LineageStore> AttachAsync(LineageDatabase database, LineageEvents events, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(events);
        await SplitOpening.RequirePairAsync(database, events, await database.FindSplitAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        var store = new LineageStore(database, events, time ?? database.Options.TimeProvider, ownsDatabases: false);
        await store.PrepareAsync(cancellationToken).ConfigureAwait(false);
        return store;
    }

    private async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        var isReadOnly = Database.Options.Access == DatabaseAccess.ReadOnly;
        if (!isReadOnly && !IsSplit && await Database.FindEventLogAsync(cancellationToken).ConfigureAwait(false) is null)
        {
            // A file that an earlier version wrote: what its retention took away is counted once.
            await Database.WriteAsync(static unit => unit.EnsureEventLog(), cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        await Events.CompareHeadOnOpenAsync(cancellationToken).ConfigureAwait(false);
        if (!isReadOnly && Journal is SplitJournal split)
        {
            await split.CatchUpAsync(cancellationToken).ConfigureAwait(false);
            if (await Database.HasEventsAsync(cancellationToken).ConfigureAwait(false))
            {
                // What a move was ended before it had cleared.
                await EventCopy.ClearAsync(Database, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}

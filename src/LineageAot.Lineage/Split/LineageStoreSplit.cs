namespace LineageAot.Lineage;

public sealed partial class LineageStore
{
    /// <summary>
    /// Moves the events of a store that nobody has open into a file of their own: copies them, compares row by row, notes in the store's file that they are there, and takes them out of it. Ended at any point, by a
    /// crash too, the store is as before or as after; call it again to end what is left. The room in the store's file is given back by its vacuum.
    /// </summary>
    /// <param name="options">The store's file, and <see cref="LineageStoreOptions.EventsPath"/> if the default doesn't do.</param>
    /// <param name="progress">Told how many events are copied.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="EventsFileException">The file has other events already, or the copy isn't what was read.</exception>
    /// <exception cref="DatabaseBusyException">Somebody has the store open.</exception>
    public static ValueTask<EventMoveReport> SplitEventsAsync(LineageStoreOptions options, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return EventMove.SplitAsync(options, progress, cancellationToken);
    }

    /// <summary>
    /// Moves the events back into the store's own file: copies them, compares row by row, notes that they are there. The other file is kept, under the name that the report says. Ended at any point it can be called again.
    /// </summary>
    /// <exception cref="LineageConflictException">They are there already.</exception>
    /// <exception cref="EventsFileException">The two files don't belong together, or the copy isn't what was read.</exception>
    /// <inheritdoc cref="SplitEventsAsync"/>
    public static ValueTask<EventMoveReport> JoinEventsAsync(LineageStoreOptions options, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return EventMove.JoinAsync(options, progress, cancellationToken);
    }
}

using System.Globalization;

namespace LineageAot.Lineage;

/// <summary>What moving a store's events did.</summary>
/// <param name="EventsPath">The events' file: where they are now, or the one that they came from, under the name that it was set aside with.</param>
/// <param name="Events">How many events were moved; 0: they had been before.</param>
/// <param name="Streams">Of how many streams.</param>
public sealed record EventMoveReport(string EventsPath, long Events, long Streams);

/// <summary>
/// Moves events from the store's file into one of their own and back. One row of the store's file says where they are (<c>event_split</c>): what isn't there is a copy that wasn't finished, or a rest that is cleared. So it can be
/// ended at any point, and begun again.
/// </summary>
internal static class EventMove
{
    public static async ValueTask<EventMoveReport> SplitAsync(LineageStoreOptions options, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var state = await LineageSchema.OpenAsync(options.Database, cancellationToken).ConfigureAwait(false);
        await using (state.ConfigureAwait(false))
        {
            if (await state.FindSplitAsync(cancellationToken).ConfigureAwait(false) is { } row)
            {
                await EventCopy.ClearAsync(state, cancellationToken).ConfigureAwait(false);
                return new EventMoveReport(SplitPath.Of(state.Path, options.EventsPath, row), 0, 0);
            }

            var path = SplitPath.Of(state.Path, options.EventsPath, null);
            var events = await LineageEvents.OpenAsync(options.Database with { Path = path, Durability = Durability.Full }, cancellationToken).ConfigureAwait(false);
            await using (events.ConfigureAwait(false))
            {
                var log = await state.WriteAsync(static unit => unit.EnsureEventLog(), cancellationToken: cancellationToken).ConfigureAwait(false);
                var copy = new EventCopy(state, events, progress);
                var report = await IsFinishedAsync(events, log, copy, cancellationToken).ConfigureAwait(false)
                    ? new EventMoveReport(path, 0, 0)
                    : await copy.RunAsync(cancellationToken).ConfigureAwait(false);
                await SplitOpening.PairAsync(state, events, await events.FindLastGivenPositionAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
                await EventCopy.ClearAsync(state, cancellationToken).ConfigureAwait(false);
                return report with { EventsPath = path };
            }
        }
    }

    public static async ValueTask<EventMoveReport> JoinAsync(LineageStoreOptions options, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var (report, path) = await JoinAsync(await OpenSplitAsync(options, cancellationToken).ConfigureAwait(false), progress, cancellationToken).ConfigureAwait(false);
        return report with { EventsPath = SetAside(path, options.Database.TimeProvider.GetUtcNow()) };
    }

    private static async ValueTask<(EventMoveReport Report, string Path)> JoinAsync(LineageStore store, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        await using (store.ConfigureAwait(false))
        {
            var report = await new EventCopy(store.EventsDatabase, store.Database, progress).RunAsync(cancellationToken).ConfigureAwait(false);
            await store.Database.WriteAsync(static unit => unit.DeleteSplit(), new WriteOptions { Durability = Durability.Full }, cancellationToken).ConfigureAwait(false);
            return (report, store.EventsDatabase.Path);
        }
    }

    private static async ValueTask<LineageStore> OpenSplitAsync(LineageStoreOptions options, CancellationToken cancellationToken)
    {
        var store = await LineageStore.OpenAsync(options with { SplitEvents = null }, cancellationToken).ConfigureAwait(false);
        if (store.IsSplit)
        {
            return store;
        }

        await store.DisposeAsync().ConfigureAwait(false);
        throw new LineageConflictException("The store's events are in its own file already (it has no row in event_split). Nothing was written.");
    }

    // A copy that was finished before a crash is taken as it is, if it's still what the store has.
    private static async ValueTask<bool> IsFinishedAsync(LineageEvents events, EventLog log, EventCopy copy, CancellationToken cancellationToken)
    {
        if (await events.FindEventLogAsync(cancellationToken).ConfigureAwait(false) is not { } there)
        {
            return false;
        }

        return there.LogId == log.LogId && await copy.AreSameAsync(cancellationToken).ConfigureAwait(false)
            ? true
            : throw SplitOpening.Refuse(events.Path, "it has events already, and they aren't those of the store. Move the file away, or name another EventsPath. Nothing was moved.");
    }

    private static string SetAside(string path, DateTimeOffset now)
    {
        var aside = string.Create(CultureInfo.InvariantCulture, $"{path}.joined.{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.bak");
        foreach (var suffix in (ReadOnlySpan<string>)["", "-wal", "-shm", EventHeadFile.Suffix])
        {
            // Closed, so nobody's but ours; the log only where another program reads it.
            if (File.Exists(path + suffix))
            {
                File.Move(path + suffix, aside + suffix);
            }
        }

        return aside;
    }
}

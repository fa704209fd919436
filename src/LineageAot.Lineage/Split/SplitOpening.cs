using System.Globalization;

namespace LineageAot.Lineage;

/// <summary>Opens the events' file of a store, if it has one, and sees to it that the two belong together.</summary>
internal static class SplitOpening
{
    /// <summary>The events' database, or null where they are in the store's own file.</summary>
    public static async ValueTask<LineageEvents?> OpenEventsAsync(LineageDatabase state, LineageStoreOptions options, CancellationToken cancellationToken)
    {
        // A file of an earlier version that is only looked at has no such table.
        var row = options.Database.Migrations == MigrationMode.None && !await state.HasSplitTableAsync(cancellationToken).ConfigureAwait(false)
            ? null
            : await state.FindSplitAsync(cancellationToken).ConfigureAwait(false);
        var wanted = options.SplitEvents ?? row is not null;
        if (!wanted)
        {
            return row is null
                ? null
                : throw Refuse(SplitPath.Of(state.Path, options.EventsPath, row), "the store's events are in a file of their own (event_split), and SplitEvents = false was asked for. LineageStore.JoinEventsAsync, or `lineage events join`, moves them into the store's file.");
        }

        var path = SplitPath.Of(state.Path, options.EventsPath, row);
        if (row is not null && !File.Exists(path))
        {
            throw Refuse(path, "it isn't there, and the store's events are in it. Put it back, or name its place in EventsPath; if it's lost, restore the store from a backup that has both files. Nothing was made in its place.");
        }

        if (row is null)
        {
            await RequireNoEventsAsync(state, path, cancellationToken).ConfigureAwait(false);
        }

        var opened = options.Database with { Path = path, Durability = Durability.Full };
        opened = (options.ConfigureEvents?.Invoke(opened) ?? opened) with { Path = path, Durability = Durability.Full, Access = options.Database.Access };
        var events = await LineageEvents.OpenAsync(opened, cancellationToken).ConfigureAwait(false);
        try
        {
            await RequirePairAsync(state, events, row, cancellationToken).ConfigureAwait(false);
            return events;
        }
        catch
        {
            await events.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The events are this store's, and not older than it. Two new ones become a pair.</summary>
    public static async ValueTask RequirePairAsync(LineageDatabase state, LineageEvents events, EventSplit? row, CancellationToken cancellationToken)
    {
        var log = await events.FindEventLogAsync(cancellationToken).ConfigureAwait(false);
        var last = await events.FindLastGivenPositionAsync(cancellationToken).ConfigureAwait(false);
        if (row is null)
        {
            await RequireNoEventsAsync(state, events.Path, cancellationToken).ConfigureAwait(false);
            if (last > 0)
            {
                throw Refuse(events.Path, "it has events, and the store doesn't know of them (it has no row in event_split). If the store was put back from a copy of the time before its events were moved, move this file away, and move them again; else name another EventsPath.");
            }

            await PairAsync(state, events, 0, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (log?.LogId != row.LogId)
        {
            throw Refuse(events.Path, "its events are another store's (event_log.log_id isn't the one that event_split names). Name the right one in EventsPath, or put it back.");
        }

        if (last < row.AppliedPosition)
        {
            throw Refuse(
                events.Path,
                string.Create(CultureInfo.InvariantCulture, $"it ends at position {last}, and the store knows what came of the events up to {row.AppliedPosition} (event_split.applied_position): it's older than the store. Put the newer one back, or a store that is no newer than it, from one backup of both."));
        }
    }

    /// <summary>Makes two open databases a pair: the events' side first.</summary>
    public static async ValueTask PairAsync(LineageDatabase state, LineageEvents events, long applied, CancellationToken cancellationToken)
    {
        var log = await events.WriteAsync(static unit => unit.EnsureEventLog(), cancellationToken: cancellationToken).ConfigureAwait(false);
        await state.WriteAsync(
            unit => unit.Insert(new EventSplit { Id = 1, LogId = log.LogId, EventsPath = SplitPath.NoteOf(state.Path, events.Path), AppliedPosition = applied }),
            new WriteOptions { Durability = Durability.Full },
            cancellationToken).ConfigureAwait(false);
    }

    public static EventsFileException Refuse(string path, string sentence) => new($"The events' file '{path}' can't be used: {sentence}") { EventsPath = path };

    private static async ValueTask RequireNoEventsAsync(LineageDatabase state, string path, CancellationToken cancellationToken)
    {
        if (await state.HasEventsAsync(cancellationToken).ConfigureAwait(false))
        {
            throw Refuse(path, "the store has events in its own file. LineageStore.SplitEventsAsync, or `lineage events split`, moves them; then it can be opened with its events apart.");
        }
    }
}

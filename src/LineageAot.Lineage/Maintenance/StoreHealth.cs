using System.Globalization;

namespace LineageAot.Lineage;

/// <summary>A store's state at one moment: of its file, and of its events' file where they are apart.</summary>
/// <param name="Status">The worst of all that was found.</param>
/// <param name="Store">The store's file.</param>
/// <param name="Events">The events' file; null where the events are in the store's own.</param>
/// <param name="UnappliedEvents">Events of runs that the store's file doesn't know of yet: those of units that are being committed, or of one that failed, which the next unit makes up for. 0 where there is one file.</param>
/// <param name="Notes">Why it isn't healthy, and what is worth knowing although it is; each a sentence.</param>
public sealed record StoreHealthReport(HealthStatus Status, HealthReport Store, HealthReport? Events, long UnappliedEvents, IReadOnlyList<string> Notes)
{
    /// <summary>Whether the events are in a file of their own.</summary>
    public bool IsSplit => Events is not null;
}

public sealed partial class LineageStore
{
    /// <summary>How the store is now: <see cref="LineageDatabase.CheckHealthAsync"/> of its file, or of both. Cheap enough for a probe each few seconds.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<StoreHealthReport> CheckHealthAsync(CancellationToken cancellationToken = default)
    {
        var state = await Database.CheckHealthAsync(cancellationToken).ConfigureAwait(false);
        if (!IsSplit)
        {
            return new StoreHealthReport(state.Status, state, null, 0, state.Notes);
        }

        var events = await EventsDatabase.CheckHealthAsync(cancellationToken).ConfigureAwait(false);
        var applied = (await Database.FindSplitAsync(cancellationToken).ConfigureAwait(false))?.AppliedPosition ?? 0;
        var unapplied = await EventsDatabase.CountRunEventsAsync(applied, cancellationToken).ConfigureAwait(false);
        List<string> notes = [.. state.Notes, .. events.Notes.Except(state.Notes).Select(static note => "Events: " + note)];
        if (unapplied > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{unapplied} events of runs haven't reached the store's file (event_split.applied_position is {applied}): the next run that begins or ends brings it up to them."));
        }

        return new StoreHealthReport((HealthStatus)Math.Max((int)state.Status, (int)events.Status), state, events, unapplied, notes);
    }
}

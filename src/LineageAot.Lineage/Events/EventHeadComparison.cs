using System.Globalization;

namespace LineageAot.Lineage;

/// <summary>What a database has where the heads of a file say that something is.</summary>
/// <param name="End">Where its log ends.</param>
/// <param name="AtNewest">The checksum at the position of the newest head.</param>
/// <param name="AtMissed">The checksum at the position of the missed head.</param>
internal readonly record struct EventLogView(EventLogEnd End, Sha256? AtNewest, Sha256? AtMissed);

/// <summary>
/// Compares a head file with a database. Events aren't changed, positions aren't given twice and the count of what was taken away only grows: what a head says is so for ever, and a database that has gone on since has it too.
/// </summary>
/// <param name="Report">How they relate.</param>
/// <param name="Missed">The head that the database doesn't have, to be kept in mind; null if it has all.</param>
internal readonly record struct EventHeadComparison(EventHeadReport Report, EventHeadSlot? Missed)
{
    /// <param name="path">The head file, for the sentences.</param>
    /// <param name="isFull">The database syncs each commit, so that a power cut takes none away.</param>
    /// <param name="content">The head file, read before the database.</param>
    /// <param name="view">The database.</param>
    public static EventHeadComparison Of(string path, bool isFull, in EventHeadContent content, in EventLogView view)
    {
        if (content.Problem is { } problem)
        {
            return new(new EventHeadReport(EventHeadState.Unreadable, $"the head file '{path}' can't be used ({problem}), so nothing tells whether events are missing at the end, and no head is kept. {WayOut(path)}"), null);
        }

        if (content.Newest is not { } newest)
        {
            return new(new EventHeadReport(view.End.Positions is > 0 ? EventHeadState.Missing : EventHeadState.Matches), null);
        }

        // A log that was made anew in an empty file isn't another one: the events of the old one are missing.
        if (view.End.LogId is { } log && log != newest.LogId && view.End.Positions is > 0)
        {
            return new(new EventHeadReport(EventHeadState.Foreign, $"the head file '{path}' belongs to another log than event_log.log_id says: one of the two files was exchanged, or the database was made anew. No head is kept. {WayOut(path)}"), null);
        }

        if (Contradiction(newest, view.End, view.AtNewest) is { } contradiction)
        {
            // What was missed before and still is goes before what is missed now.
            return Contradicts(path, isFull, contradiction, content.Missed is { } before && Contradiction(before, view.End, view.AtMissed) is not null ? before : newest);
        }

        return content.Missed is { } missed && Contradiction(missed, view.End, view.AtMissed) is { } old
            ? Contradicts(path, isFull, old, missed)
            : new(new EventHeadReport(EventHeadState.Matches), null);
    }

    private static EventHeadComparison Contradicts(string path, bool isFull, string contradiction, EventHeadSlot missed)
        => new(
            new EventHeadReport(
                EventHeadState.Contradicts,
                $"{contradiction}: the database or its log was cut, or put back to an older state{(isFull ? "" : " (at Durability.Normal a power cut does this too)")}. Put the newest copy back. {WayOut(path)}"),
            missed);

    private static string? Contradiction(in EventHeadSlot head, in EventLogEnd end, Sha256? there)
    {
        var (positions, removed) = (end.Positions ?? 0, end.Removed ?? 0);
        if (positions < head.Positions)
        {
            return Text($"events are missing behind position {positions} that were there, up to position {head.Positions}");
        }

        if (there is { } checksum && checksum != head.Checksum)
        {
            return Text($"the event at position {head.Position} isn't the one that was there, and those behind the last one before it are missing");
        }

        if (removed < head.Removed)
        {
            return Text($"{head.Removed} events had been taken away on purpose, and {removed} are");
        }

        return there is null && head.Position > 0 && removed == head.Removed
            ? Text($"the event at position {head.Position} is missing, and none was taken away on purpose since it was there")
            : null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string WayOut(string path) => $"If the database is right as it is, delete '{path}' while nobody has it open: a new one is made.";
}

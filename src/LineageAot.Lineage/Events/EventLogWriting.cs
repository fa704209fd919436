namespace LineageAot.Lineage;

/// <summary>Keeps count of the events that were taken away: those that are left and these come to the last position.</summary>
internal static partial class EventLogWriting
{
    [Query("select * from event_log where id = 1")]
    public static partial EventLog? FindEventLog(this WriteScope unit);

    [Query("select * from event_log where id = 1")]
    public static partial ValueTask<EventLog?> FindEventLogAsync(this ReadSource source, CancellationToken cancellationToken = default);

    [Query("select coalesce((select seq from sqlite_sequence where name = 'events'), 0) - (select count(*) from events)", AllowScan = true)]
    private static partial long CountRemovedBefore(this WriteScope unit);

    [Command("update event_log set removed = removed + @number, updated_at = @at where id = 1")]
    private static partial int AddRemoved(this WriteScope unit, long number, DateTimeOffset at);

    /// <summary>The log's row; made where it's missing, with what an earlier version of the store has taken away.</summary>
    public static EventLog EnsureEventLog(this WriteScope unit)
        => unit.FindEventLog() ?? unit.Insert(new EventLog { Id = 1, LogId = Guid.NewGuid(), Removed = unit.CountRemovedBefore() });

    /// <summary>Takes away events, and counts them.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="remove">Deletes the events, and tells how many they were.</param>
    public static void RemoveEvents(this WriteScope unit, Func<WriteScope, int> remove)
    {
        unit.EnsureEventLog();
        if (remove(unit) is > 0 and var removed)
        {
            unit.AddRemoved(removed, unit.Now);
        }
    }
}

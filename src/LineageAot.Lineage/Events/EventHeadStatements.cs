namespace LineageAot.Lineage;

/// <summary>Where the log of all events ends.</summary>
/// <param name="LogId">Which log it is; null before its first event.</param>
/// <param name="Removed">How many events were taken away on purpose.</param>
/// <param name="Positions">The last position that was given.</param>
/// <param name="Position">The newest event's position; null if there is none.</param>
/// <param name="Checksum">The newest event's checksum.</param>
[Row]
internal readonly partial record struct EventLogEnd(Guid? LogId, long? Removed, long? Positions, long? Position, Sha256? Checksum);

/// <summary>The SQL that a head is compared by.</summary>
internal static partial class EventHeadStatements
{
    private const string End = """
        select l.log_id, l.removed, (select seq from sqlite_sequence where name = 'events') as positions, e.position, e.checksum
        from (select 1 as one) left join event_log l on l.id = 1 left join events e on e.position = (select max(position) from events)
        """;

    [Query(End, AllowScan = true)]
    public static partial EventLogEnd FindLogEnd(this WriteScope unit);

    [Query(End, AllowScan = true)]
    public static partial ValueTask<EventLogEnd> FindLogEndAsync(this ReadSource source, CancellationToken cancellationToken = default);

    [Query("select checksum from events where position = @position")]
    public static partial Sha256? FindChecksumAt(this WriteScope unit, long position);

    [Query("select checksum from events where position = @position")]
    public static partial ValueTask<Sha256?> FindChecksumAtAsync(this ReadSource source, long position, CancellationToken cancellationToken = default);
}

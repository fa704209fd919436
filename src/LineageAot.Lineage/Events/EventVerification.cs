namespace LineageAot.Lineage;

/// <summary>The counts of all events.</summary>
[Row]
internal readonly partial record struct EventCounts(long Events, long LastPosition, long? Sequence, long? Removed);

/// <summary>Computes the chained checksums again, and compares each stream's end with what is kept apart from it: finds events that were changed, lost, added or moved.</summary>
internal static partial class EventVerification
{
    [Query("select * from events order by stream_type, stream_id, stream_version")]
    public static partial IAsyncEnumerable<EventRow> StreamEventsAsync(this ReadSource source, CancellationToken cancellationToken = default);

    [Query("select * from event_streams order by stream_type, stream_id")]
    public static partial IAsyncEnumerable<EventStream> StreamStreamsAsync(this ReadSource source, CancellationToken cancellationToken = default);

    [Query("""
        select (select count(*) from events) as events, (select coalesce(max(position), 0) from events) as last_position,
            (select seq from sqlite_sequence where name = 'events') as sequence, (select removed from event_log) as removed
        """, AllowScan = true)]
    public static partial ValueTask<EventCounts> CountEventsAsync(this ReadSource source, CancellationToken cancellationToken = default);

    /// <summary>What is wrong, a sentence each, up to a number.</summary>
    public static async ValueTask<IReadOnlyList<string>> FindBrokenEventsAsync(this ReadSnapshot snapshot, int limit, CancellationToken cancellationToken)
    {
        var walk = new EventWalk(limit);
        var streams = snapshot.StreamStreamsAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (streams.ConfigureAwait(false))
        {
            await foreach (var row in snapshot.StreamEventsAsync(cancellationToken).ConfigureAwait(false))
            {
                if (walk.IsNewStream(row))
                {
                    walk.EndStream();
                    while (walk.IsBehind(row) && await streams.MoveNextAsync().ConfigureAwait(false))
                    {
                        walk.Reach(streams.Current);
                    }
                }

                walk.Follow(row);
                if (walk.IsFull)
                {
                    return walk.Findings;
                }
            }

            walk.EndStream();
            while (!walk.IsFull && await streams.MoveNextAsync().ConfigureAwait(false))
            {
                walk.Reach(streams.Current);
            }

            walk.EndStreams();
        }

        walk.Count(await snapshot.CountEventsAsync(cancellationToken).ConfigureAwait(false));
        return walk.Findings;
    }
}

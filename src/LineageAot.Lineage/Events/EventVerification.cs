namespace LineageAot.Lineage;

/// <summary>Computes the chained checksums again: finds events that were changed, lost, added or moved within their stream.</summary>
internal static partial class EventVerification
{
    [Query("select * from events order by stream_type, stream_id, stream_version")]
    public static partial IAsyncEnumerable<EventRow> StreamEventsAsync(this ReadSource source, CancellationToken cancellationToken = default);

    [Query("""
        select count(*) from event_streams s
        where s.version <> (select coalesce(max(e.stream_version), 0) from events e where e.stream_type = s.stream_type and e.stream_id = s.stream_id)
        """, AllowScan = true)]
    public static partial ValueTask<long> CountCutStreamsAsync(this ReadSource source, CancellationToken cancellationToken = default);

    /// <summary>What is wrong, a sentence each, up to a number.</summary>
    public static async ValueTask<IReadOnlyList<string>> FindBrokenEventsAsync(this ReadSource source, int limit, CancellationToken cancellationToken)
    {
        var findings = new List<string>();
        EventRow? before = null;
        await foreach (var row in source.StreamEventsAsync(cancellationToken).ConfigureAwait(false))
        {
            var isFirst = before is null || before.StreamType != row.StreamType || before.StreamId != row.StreamId;
            var expected = isFirst ? 1 : before!.StreamVersion + 1;
            if (row.StreamVersion != expected)
            {
                findings.Add($"stream {row.StreamType} {row.StreamId}: event {expected} is missing");
            }
            else if (EventChecksum.Of(isFirst ? default : before!.Checksum, row) != row.Checksum)
            {
                findings.Add($"stream {row.StreamType} {row.StreamId}: event {row.StreamVersion} isn't as it was written");
            }

            if (findings.Count == limit)
            {
                return findings;
            }

            before = row;
        }

        if (await source.CountCutStreamsAsync(cancellationToken).ConfigureAwait(false) is > 0 and var cut)
        {
            findings.Add($"{cut} streams end before their last event");
        }

        return findings;
    }
}

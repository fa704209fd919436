namespace LineageAot.Lineage;

public sealed partial class EventStore
{
    private const int StreamsOfPage = 100;

    /// <summary>Lets a stream take no more events; what is there stays and is read as before. Again, it changes nothing.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="expected">Where it ends, as far as the caller knows.</param>
    /// <param name="cancellationToken">Takes it out of the queue.</param>
    /// <returns>False if the stream has no events.</returns>
    /// <exception cref="WrongExpectedVersionException">It ends elsewhere.</exception>
    public ValueTask<bool> ArchiveAsync(StreamName stream, ExpectedVersion expected = default, CancellationToken cancellationToken = default)
    {
        stream.Require();
        return database.WriteAsync(
            unit =>
            {
                var head = unit.FindStreamHead(stream.Type, stream.Id);
                if (expected.Version is { } wanted && wanted != (head?.Version ?? 0))
                {
                    throw new WrongExpectedVersionException(stream, expected, head?.Version ?? 0);
                }

                if (head is { ArchivedAt: null })
                {
                    unit.Archive(stream.Type, stream.Id, unit.Now);
                }

                return head is not null;
            },
            cancellationToken: cancellationToken);
    }

    /// <summary>
    /// Takes away the events of streams that were archived before a time, a stream a unit; their rows in <c>event_streams</c> and their snapshots stay. It can be stopped and called again.
    /// Subscribers that haven't read them yet don't get them.
    /// </summary>
    /// <param name="before">The time.</param>
    /// <param name="cancellationToken">Ends it between two streams.</param>
    /// <returns>How many events were taken away.</returns>
    public async ValueTask<long> RemoveArchivedAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        var removed = 0L;
        var type = "";
        var id = Guid.Empty;
        while (true)
        {
            var streams = await database.ListArchivedStreamsAsync(before, type, id, StreamsOfPage, cancellationToken).ConfigureAwait(false);
            foreach (var stream in streams)
            {
                cancellationToken.ThrowIfCancellationRequested();
                removed += await database.WriteAsync(
                    unit =>
                    {
                        var number = 0;
                        unit.RemoveEvents(inner => number = inner.DeleteStreamEvents(stream.StreamType, stream.StreamId));
                        return number;
                    },
                    cancellationToken: cancellationToken).ConfigureAwait(false);
                (type, id) = (stream.StreamType, stream.StreamId);
            }

            if (streams.Count < StreamsOfPage)
            {
                return removed;
            }
        }
    }
}

/// <summary>The SQL about archived streams.</summary>
internal static partial class ArchiveStatements
{
    [Command("update event_streams set archived_at = @at, updated_at = @at where stream_type = @type and stream_id = @id")]
    public static partial int Archive(this WriteScope unit, string type, Guid id, DateTimeOffset at);

    [Query("""
        select * from event_streams s where s.archived_at < @before and (s.stream_type, s.stream_id) > (@type, @id)
            and exists (select 1 from events e where e.stream_type = s.stream_type and e.stream_id = s.stream_id)
        order by s.stream_type, s.stream_id limit @max
        """, AllowScan = true)]
    public static partial ValueTask<IReadOnlyList<EventStream>> ListArchivedStreamsAsync(this ReadSource source, DateTimeOffset before, string type, Guid id, int max, CancellationToken cancellationToken = default);

    [Command("delete from events where stream_type = @type and stream_id = @id")]
    public static partial int DeleteStreamEvents(this WriteScope unit, string type, Guid id);
}

using System.Diagnostics;
using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Lineage;

namespace LineageAot.Benchmarks.EventQuestions;

/// <summary>
/// What a careful programmer writes by hand to append events: where the stream ends is read and compared, the checksum is chained, the event and its stream's new end are written.
/// The store's own statements on the same tables (SQLite keeps the third, the positions given, by itself). The producers' events come in turns, so many a transaction.
/// </summary>
internal sealed class RawEvents : IDisposable
{
    private readonly RawConnection connection;
    private readonly RawStatement begin, commit, head, insertEvent, insertStream, setHead;

    public RawEvents(string path, FileSettings settings)
    {
        connection = new RawConnection(path, settings);
        begin = connection.Prepare("begin immediate");
        commit = connection.Prepare("commit");
        head = connection.Prepare("select version, head_checksum, archived_at, head_position from event_streams where stream_type = ? and stream_id = ?");
        insertEvent = connection.Prepare("""
            insert into events (event_id, stream_type, stream_id, stream_version, event_type, level, at, run_id, payload, meta, trace_id, actor, checksum)
            values (?, ?, ?, ?, ?, ?, ?, null, ?, null, null, null, ?)
            """);
        insertStream = connection.Prepare("insert into event_streams (version, head_checksum, updated_at, head_position, stream_type, stream_id, created_at) values (?, ?, ?, ?, ?, ?, ?)");
        setHead = connection.Prepare("update event_streams set version = ?, head_checksum = ?, updated_at = ?, head_position = ? where stream_type = ? and stream_id = ?");
    }

    /// <summary>Appends, so many events a transaction.</summary>
    /// <returns>What each transaction took.</returns>
    public List<long> Append(EventInput[][] inputs, int eventsATransaction)
    {
        var times = new List<long>();
        var inTransaction = 0;
        var started = 0L;
        for (var i = 0; i < inputs[0].Length; i++)
        {
            foreach (var own in inputs)
            {
                if (inTransaction++ == 0)
                {
                    started = Stopwatch.GetTimestamp();
                    begin.Run();
                }

                Append(own[i]);
                if (inTransaction == eventsATransaction)
                    Commit();
            }
        }

        if (inTransaction > 0)
            Commit();
        return times;

        void Commit()
        {
            commit.Run();
            times.Add(Stopwatch.GetTimestamp() - started);
            inTransaction = 0;
        }
    }

    private void Append(EventInput input)
    {
        var (stream, draft) = (input.Stream, input.Draft);
        var now = DateTimeOffset.UtcNow;
        var at = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        var microseconds = (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        var (isNew, version, checksum, position) = ReadHead(stream);
        if (version != input.Before)
            throw new InvalidOperationException($"The stream is at {version}, not at {input.Before}.");
        var row = new EventRow
        {
            EventId = new EventId(Guid.CreateVersion7(at)),
            StreamType = stream.Type,
            StreamId = stream.Id,
            StreamVersion = version + 1,
            EventType = draft.EventType,
            At = at,
            Payload = draft.Payload,
            Checksum = default,
        };
        checksum = EventChecksum.Of(checksum, position, row);
        insertEvent.Bind(1, row.EventId.Value);
        insertEvent.Bind(2, row.StreamType);
        insertEvent.Bind(3, row.StreamId);
        insertEvent.Bind(4, row.StreamVersion);
        insertEvent.Bind(5, row.EventType);
        insertEvent.Bind(6, "information");
        insertEvent.Bind(7, microseconds);
        insertEvent.Bind(8, row.Payload!);
        insertEvent.Bind(9, checksum);
        insertEvent.Run();
        SetHead(isNew, row, checksum, connection.LastInsertRowId(), microseconds);
    }

    private (bool IsNew, long Version, Sha256 Checksum, long Position) ReadHead(StreamName stream)
    {
        head.Bind(1, stream.Type);
        head.Bind(2, stream.Id);
        var isThere = head.Step();
        if (isThere && !head.IsNull(2))
            throw new InvalidOperationException("The stream is archived.");
        var found = isThere ? (false, head.Int64(0), head.Sha256(1), head.Int64(3)) : (true, 0L, default(Sha256), 0L);
        head.Reset();
        return found;
    }

    private void SetHead(bool isNew, EventRow row, in Sha256 checksum, long position, long now)
    {
        var statement = isNew ? insertStream : setHead;
        statement.Bind(1, row.StreamVersion);
        statement.Bind(2, checksum);
        statement.Bind(3, now);
        statement.Bind(4, position);
        statement.Bind(5, row.StreamType);
        statement.Bind(6, row.StreamId);
        if (isNew)
            statement.Bind(7, now);
        statement.Run();
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<RawStatement>)[begin, commit, head, insertEvent, insertStream, setHead])
            statement.Dispose();
        connection.Dispose();
    }
}

using System.Text.Json;
using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Lineage;

namespace LineageAot.Benchmarks.EventQuestions;

/// <summary>What a careful programmer writes by hand to fold a stream of typed events.</summary>
internal static class RawFold
{
    private const string From = "from events where stream_type = ? and stream_id = ? order by stream_version";

    /// <summary>Each row as a whole, as a fold over events gets it.</summary>
    public static SensorState WholeRows(RawConnection connection, StreamName stream) => Fold(connection, stream,
        "position, event_id, stream_type, stream_id, stream_version, event_type, level, at, run_id, payload, meta, trace_id, actor, checksum", static statement =>
        {
            var row = RowOf(statement);
            return row.EventType switch
            {
                "reading.taken" => JsonSerializer.Deserialize(row.Payload!, SensorJson.Default.ReadingTaken)!,
                "reading.rejected" => JsonSerializer.Deserialize(row.Payload!, SensorJson.Default.ReadingRejected)!,
                var other => throw new InvalidOperationException($"No type is called {other}."),
            };
        });

    /// <summary>Only what the fold needs: the type and the payload, compared and read as the bytes that they are.</summary>
    public static SensorState TypesAndPayloads(RawConnection connection, StreamName stream) => Fold(connection, stream, "event_type, payload", static statement =>
    {
        var type = statement.Utf8(0);
        if (type.SequenceEqual("reading.taken"u8))
            return JsonSerializer.Deserialize(statement.Utf8(1), SensorJson.Default.ReadingTaken)!;
        return type.SequenceEqual("reading.rejected"u8)
            ? JsonSerializer.Deserialize(statement.Utf8(1), SensorJson.Default.ReadingRejected)!
            : throw new InvalidOperationException("No type has this name.");
    });

    private static SensorState Fold(RawConnection connection, StreamName stream, string columns, Func<RawStatement, ISensorEvent> read)
    {
        using var statement = connection.Prepare($"select {columns} {From}");
        statement.Bind(1, stream.Type);
        statement.Bind(2, stream.Id);
        var state = default(SensorState);
        while (statement.Step())
            state = state.After(read(statement));
        statement.Reset();
        return state;
    }

    private static EventRow RowOf(RawStatement statement) => new()
    {
        Position = statement.Int64(0),
        EventId = new EventId(statement.Guid(1)),
        StreamType = statement.Text(2),
        StreamId = statement.Guid(3),
        StreamVersion = statement.Int64(4),
        EventType = statement.Text(5),
        Level = LevelOf(statement.Utf8(6)),
        At = DateTimeOffset.UnixEpoch.AddTicks(statement.Int64(7) * TimeSpan.TicksPerMicrosecond),
        RunId = statement.IsNull(8) ? null : new RunId(statement.Guid(8)),
        Payload = statement.TextOrNull(9),
        Meta = statement.TextOrNull(10),
        TraceId = statement.TextOrNull(11),
        Actor = statement.TextOrNull(12),
        Checksum = statement.Sha256(13),
    };

    private static EventLevel LevelOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("information"u8) ? EventLevel.Information
        : name.SequenceEqual("warning"u8) ? EventLevel.Warning
        : name.SequenceEqual("error"u8) ? EventLevel.Error
        : name.SequenceEqual("debug"u8) ? EventLevel.Debug
        : throw new InvalidOperationException("No level has this name.");
}

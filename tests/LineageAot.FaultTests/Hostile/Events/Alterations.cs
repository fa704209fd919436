namespace LineageAot.FaultTests.Hostile.Events;

/// <summary>What can be done to stored events behind the library's back, each as SQL of a place in the file.</summary>
internal sealed class Alterations(Random random)
{
    private static readonly string[] Texts = ["stream_type", "event_type", "payload", "meta", "trace_id", "actor"];

    /// <summary>All kinds, with a name.</summary>
    public static readonly (string Kind, Func<Alterations, Place, string> Sql)[] Kinds =
    [
        ("byte of a text", static (it, place) => it.TextByte(place)),
        ("character at the end of a payload", static (_, place) => $"update events set payload = payload || ' ' where position = {place.Position}"),
        ("byte that is no text in place of the replacement character", static (_, place) => $"update events set payload = replace(payload, char(65533), cast(x'ff' as text)) where position = {place.Position}"),
        ("text that is gone", static (it, place) => $"update events set {it.Of("payload", "meta", "trace_id", "actor")} = null where position = {place.Position}"),
        ("text that is empty", static (it, place) => $"update events set {it.Of("event_type", "trace_id", "actor")} = '' where position = {place.Position}"),
        ("bit of the checksum", static (it, place) => it.Bit("checksum", 32, place)),
        ("bit of the event's id", static (it, place) => it.Bit("event_id", 16, place)),
        ("bit of the stream's id", static (it, place) => it.Bit("stream_id", 16, place)),
        ("run", static (it, place) => $"update events set run_id = case when run_id is null then {it.Of("x'01980000000070008000000000000001'", "zeroblob(16)")} else null end where position = {place.Position}"),
        ("time", static (it, place) => $"update events set at = at {it.Of("+", "-")} {it.Of("1", "1000", "1000000", "3600000000")} where position = {place.Position}"),
        ("level", static (_, place) => $"update events set level = case level when 'debug' then 'error' else 'debug' end where position = {place.Position}"),
        ("version", static (it, place) => $"update events set stream_version = stream_version {it.Of("+ 1000", "* 2 + 1000")} where position = {place.Position}"),
        ("position beyond the last", static (it, place) => $"update events set position = position + {it.Of("1000", "1000000")} where position = {place.Position}"),
        ("position before the first", static (_, place) => $"update events set position = -position where position = {place.Position}"),
        ("event of a stream's middle is gone", static (_, place) => $"delete from events where position = {place.Middle}"),
        ("event of a stream's start is gone", static (_, place) => $"delete from events where position = {place.First}"),
        ("event of a stream's end is gone", static (_, place) => $"delete from events where position = {place.Last}"),
        ("the newest event is gone", static (_, _) => "delete from events where position = (select max(position) from events)"),
        ("the newest event is gone, and its stream and the counter say so", static (_, _) => """
            update event_streams set (version, head_checksum, head_position) = (select e.stream_version, e.checksum, e.position from events e
                where e.stream_type = event_streams.stream_type and e.stream_id = event_streams.stream_id and e.stream_version = event_streams.version - 1)
                where (stream_type, stream_id) = (select stream_type, stream_id from events order by position desc limit 1);
            delete from events where position = (select max(position) from events);
            update sqlite_sequence set seq = seq - 1 where name = 'events'
            """),
        ("several of a stream's end are gone", static (_, place) => $"delete from events where position >= {place.Middle} and position <= {place.Last} and (stream_type, stream_id) = (select stream_type, stream_id from events where position = {place.Position})"),
        ("a whole stream is gone", static (_, place) => $"delete from events where (stream_type, stream_id) = (select stream_type, stream_id from events where position = {place.Position})"),
        ("a whole stream is gone, and its row", static (_, place) => $"""
            delete from event_streams where (stream_type, stream_id) = (select stream_type, stream_id from events where position = {place.Position});
            delete from events where (stream_type, stream_id) = (select stream_type, stream_id from events where position = {place.Position})
            """),
        ("a stream's row is gone", static (_, place) => $"delete from event_streams where (stream_type, stream_id) = (select stream_type, stream_id from events where position = {place.Position})"),
        ("two payloads of a stream are exchanged", static (_, place) => Exchange("payload", place)),
        ("two times of a stream are exchanged", static (_, place) => Exchange("at", place)),
        ("two checksums of a stream are exchanged", static (_, place) => Exchange("checksum", place)),
        ("two versions of a stream are exchanged", static (_, place) => $"""
            update events set stream_version = stream_version + 5000 where position in ({place.First}, {place.Last});
            update events set stream_version = (select o.stream_version - 5000 from events o where o.position = {place.First} + {place.Last} - events.position) where position = {place.First};
            update events set stream_version = {place.FirstVersion} where position = {place.Last}
            """),
        ("two positions of a stream are exchanged", static (_, place) => $"""
            update events set position = -7 where position = {place.First};
            update events set position = {place.First} where position = {place.Last};
            update events set position = {place.Last} where position = -7
            """),
        ("two events of different streams trade their positions", static (_, place) => $"""
            create temp table n as select min(position) as q from events where position > {place.Position} and (stream_type, stream_id) <> (select stream_type, stream_id from events where position = {place.Position});
            update events set position = -7 where position = {place.Position} and exists (select 1 from n where q is not null);
            update events set position = {place.Position} where position = (select q from n);
            update events set position = (select q from n) where position = -7
            """),
        ("an event more at a stream's end", static (_, place) => Copy(place, "stream_id")),
        ("an event more at a stream's end, and its row says so", static (_, place) => Copy(place, "stream_id") + $"; update event_streams set version = version + 1 where (stream_type, stream_id) = (select stream_type, stream_id from events where position = {place.Position})"),
        ("an event more, of a stream that has no row", static (_, place) => Copy(place, "x'00000000000000000000000000000001'")),
        ("the stream's version", static (it, place) => $"update event_streams set version = version {it.Of("+", "-")} 1 where (stream_type, stream_id) = (select stream_type, stream_id from events where position = {place.Position})"),
        ("the counter", static (it, _) => $"update sqlite_sequence set seq = seq {it.Of("+", "-")} 1 where name = 'events'"),
    ];

    private string TextByte(Place place)
    {
        var column = Texts[random.Next(Texts.Length)];
        var (at, bit) = (random.Next(), random.Next(7));
        return $"""
            create temp table b as select cast({column} as blob) as v, 1 + {at} % max(1, length(cast({column} as blob))) as i from events where position = {place.Position};
            pragma ignore_check_constraints = 1;
            update events set {column} = (select cast(substr(v, 1, i - 1) || unhex(printf('%02X', (instr('0123456789ABCDEF', substr(hex(substr(v, i, 1)), 1, 1)) - 1) * 16 + (instr('0123456789ABCDEF', substr(hex(substr(v, i, 1)), 2, 1)) - 1)
                + case when (((instr('0123456789ABCDEF', substr(hex(substr(v, i, 1)), 1, 1)) - 1) * 16 + (instr('0123456789ABCDEF', substr(hex(substr(v, i, 1)), 2, 1)) - 1)) & {1 << bit}) = 0 then {1 << bit} else -{1 << bit} end)) || substr(v, i + 1) as text) from b)
                where position = {place.Position} and {column} <> ''
            """;
    }

    private string Bit(string column, int bytes, Place place)
    {
        var (at, hex) = (random.Next(bytes), random.Next(1, 256).ToString("X2"));
        return $"update events set {column} = cast(substr({column}, 1, {at}) || case when substr({column}, {at + 1}, 1) = x'{hex}' then x'00' else x'{hex}' end || substr({column}, {at + 2}) as blob) where position = {place.Position}";
    }

    private string Of(params ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];

    private static string Exchange(string column, Place place) => $"""
        create temp table x as select position, {column} as v from events where position in ({place.First}, {place.Last});
        update events set {column} = (select v from x where x.position = {place.First} + {place.Last} - events.position) where position in ({place.First}, {place.Last})
        """;

    private static string Copy(Place place, string streamId) => $"""
        insert into events (event_id, stream_type, stream_id, stream_version, event_type, level, at, run_id, payload, meta, trace_id, actor, checksum)
            select randomblob(16), stream_type, {streamId}, {(streamId == "stream_id" ? "stream_version + 1" : "1")}, event_type, level, at, run_id, payload, meta, trace_id, actor, checksum from events where position = {place.Last}
        """;
}

/// <summary>An event, and its stream's first, middle and last.</summary>
internal readonly record struct Place(long Position, long First, long FirstVersion, long Middle, long Last);

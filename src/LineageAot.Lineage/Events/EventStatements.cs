namespace LineageAot.Lineage;

/// <summary>Where a stream ends.</summary>
[Row]
internal readonly partial record struct StreamHead(long Version, Sha256? HeadChecksum, long? HeadPosition, DateTimeOffset? ArchivedAt);

/// <summary>What the next event of a stream is chained to.</summary>
[Row]
internal readonly partial record struct ChainEnd(Sha256 Checksum, long Position);

/// <summary>The SQL that appends events.</summary>
internal static partial class EventStatements
{
    [Query("select version, head_checksum, head_position, archived_at from event_streams where stream_type = @type and stream_id = @id")]
    public static partial StreamHead? FindStreamHead(this WriteScope unit, string type, Guid id);

    [Query("select checksum, position from events where stream_type = @type and stream_id = @id and stream_version = @version")]
    public static partial ChainEnd ChainEndAt(this WriteScope unit, string type, Guid id, long version);

    [Query("select * from events where stream_type = @type and stream_id = @id and event_id = @event")]
    public static partial EventRow? FindEvent(this WriteScope unit, string type, Guid id, EventId @event);

    [Command("update event_streams set version = @version, head_checksum = @head, head_position = @position, updated_at = @at where stream_type = @type and stream_id = @id")]
    public static partial int SetStreamHead(this WriteScope unit, string type, Guid id, long version, Sha256 head, long position, DateTimeOffset at);
}

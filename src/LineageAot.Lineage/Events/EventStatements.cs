namespace LineageAot.Lineage;

/// <summary>Where a stream ends.</summary>
[Row]
internal readonly partial record struct StreamHead(long Version, Sha256? HeadChecksum, DateTimeOffset? ArchivedAt);

/// <summary>The SQL that appends events.</summary>
internal static partial class EventStatements
{
    [Query("select version, head_checksum, archived_at from event_streams where stream_type = @type and stream_id = @id")]
    public static partial StreamHead? FindStreamHead(this WriteScope unit, string type, Guid id);

    [Query("select checksum from events where stream_type = @type and stream_id = @id and stream_version = @version")]
    public static partial Sha256 ChecksumOf(this WriteScope unit, string type, Guid id, long version);

    [Query("select * from events where stream_type = @type and stream_id = @id and event_id = @event")]
    public static partial EventRow? FindEvent(this WriteScope unit, string type, Guid id, EventId @event);

    [Command("update event_streams set version = @version, head_checksum = @head, updated_at = @at where stream_type = @type and stream_id = @id")]
    public static partial int SetStreamHead(this WriteScope unit, string type, Guid id, long version, Sha256 head, DateTimeOffset at);
}

namespace LineageAot.Lineage;

/// <summary>The SQL about events.</summary>
internal static partial class EventStatements
{
    [Query("select version from event_streams where stream_type = @type and stream_id = @id")]
    public static partial long? FindStreamVersion(this WriteScope unit, string type, Guid id);

    [Query("select checksum from events where stream_type = @type and stream_id = @id and stream_version = @version")]
    public static partial Sha256 ChecksumOf(this WriteScope unit, string type, Guid id, long version);

    [Command("update event_streams set version = @version, updated_at = @at where stream_type = @type and stream_id = @id")]
    public static partial int SetStreamVersion(this WriteScope unit, string type, Guid id, long version, DateTimeOffset at);
}

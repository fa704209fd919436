namespace LineageAot.Lineage;

/// <summary>The SQL that reads events, a page each: a read that goes on for long holds no snapshot open between its pages, and events don't change.</summary>
internal static partial class EventReadStatements
{
    [Query("select * from events where stream_type = @type and stream_id = @id and stream_version >= @from order by stream_version limit @max")]
    public static partial ValueTask<IReadOnlyList<EventRow>> ListStreamForwardAsync(this ReadSource source, string type, Guid id, long from, int max, CancellationToken cancellationToken = default);

    [Query("select stream_version, event_type, cast(payload as blob) as payload from events where stream_type = @type and stream_id = @id and stream_version >= @from order by stream_version limit @max")]
    public static partial ValueTask<IReadOnlyList<TypedEvent>> ListTypedForwardAsync(this ReadSource source, string type, Guid id, long from, int max, CancellationToken cancellationToken = default);

    [Query("select * from events where stream_type = @type and stream_id = @id and stream_version <= @from order by stream_version desc limit @max")]
    public static partial ValueTask<IReadOnlyList<EventRow>> ListStreamBackwardAsync(this ReadSource source, string type, Guid id, long from, int max, CancellationToken cancellationToken = default);

    [Query("select * from events where position > @after order by position limit @max")]
    public static partial ValueTask<IReadOnlyList<EventRow>> ListAllForwardAsync(this ReadSource source, long after, int max, CancellationToken cancellationToken = default);

    [Query("select * from events where position < @before order by position desc limit @max")]
    public static partial ValueTask<IReadOnlyList<EventRow>> ListAllBackwardAsync(this ReadSource source, long before, int max, CancellationToken cancellationToken = default);

    [Query("select * from event_streams where stream_type = @type and stream_id = @id")]
    public static partial ValueTask<EventStream?> FindStreamAsync(this ReadSource source, string type, Guid id, CancellationToken cancellationToken = default);

    [Query("select * from events where stream_type = @type and stream_id = @id and event_id = @event")]
    public static partial ValueTask<EventRow?> FindEventAsync(this ReadSource source, string type, Guid id, EventId @event, CancellationToken cancellationToken = default);

    [Query("select coalesce(max(position), 0) from events")]
    public static partial ValueTask<long> FindLastPositionAsync(this ReadSource source, CancellationToken cancellationToken = default);

    [Query("select position from events where stream_type = @type and stream_id = @id and stream_version = @version")]
    public static partial ValueTask<long?> FindPositionAsync(this ReadSource source, string type, Guid id, long version, CancellationToken cancellationToken = default);

    [Query("select * from events where stream_type = @type and stream_id = @id and stream_version <= @from order by stream_version desc limit @max")]
    public static partial IReadOnlyList<EventRow> ListStreamBackward(this WriteScope unit, string type, Guid id, long from, int max);
}

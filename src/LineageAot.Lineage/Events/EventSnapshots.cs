namespace LineageAot.Lineage;

public sealed partial class EventStore
{
    /// <summary>Keeps what the events of a stream come to at one of its versions. Older snapshots of the same stream go.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="version">The number of the last event that is in it.</param>
    /// <param name="schemaVersion">The version of the data's form, from 1: raise it when the form or the folding changes, and older snapshots aren't read any more.</param>
    /// <param name="data">The state, in a form of yours.</param>
    /// <param name="cancellationToken">Takes it out of the queue.</param>
    /// <exception cref="LineageConflictException">The stream doesn't reach that far.</exception>
    public ValueTask SaveSnapshotAsync(StreamName stream, long version, int schemaVersion, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
    {
        stream.Require();
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(schemaVersion, 1);
        return database.WriteAsync(
            unit =>
            {
                if (unit.FindStreamHead(stream.Type, stream.Id) is not { } head || head.Version < version)
                {
                    throw new LineageConflictException($"The stream {stream} has no event {version}, so there can be no snapshot of it (snapshots.stream_version). Nothing was written.");
                }

                unit.SaveSnapshot(stream, version, schemaVersion, data);
            },
            cancellationToken: cancellationToken);
    }

    /// <summary>The newest snapshot of a stream in a form, or null.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="schemaVersion">The version of the data's form; those in another aren't found.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<EventSnapshot?> FindSnapshotAsync(StreamName stream, int schemaVersion, CancellationToken cancellationToken = default)
        => database.FindSnapshotAsync(stream.Type, stream.Id, schemaVersion, cancellationToken);
}

/// <summary>The SQL about snapshots of streams.</summary>
internal static partial class SnapshotStatements
{
    [Query("select * from snapshots where stream_type = @type and stream_id = @id and schema_version = @schema order by stream_version desc limit 1")]
    public static partial ValueTask<EventSnapshot?> FindSnapshotAsync(this ReadSource source, string type, Guid id, int schema, CancellationToken cancellationToken = default);

    [Command("delete from snapshots where stream_type = @type and stream_id = @id and stream_version < @version")]
    public static partial int DeleteSnapshotsBefore(this WriteScope unit, string type, Guid id, long version);

    [Command("delete from snapshots where stream_type = @type and stream_id = @id and stream_version >= @version")]
    public static partial int DeleteSnapshotsFrom(this WriteScope unit, string type, Guid id, long version);

    /// <summary>Writes a snapshot and takes older ones away.</summary>
    public static void SaveSnapshot(this WriteScope unit, StreamName stream, long version, int schemaVersion, ReadOnlyMemory<byte> data)
    {
        unit.Upsert(new EventSnapshot { StreamType = stream.Type, StreamId = stream.Id, StreamVersion = version, SchemaVersion = schemaVersion, Data = data });
        unit.DeleteSnapshotsBefore(stream.Type, stream.Id, version);
    }
}

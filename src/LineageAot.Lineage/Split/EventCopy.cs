using System.Runtime.CompilerServices;

namespace LineageAot.Lineage;

/// <summary>Copies all that has to do with events from one database into another one that has none, and compares the two. The log's row comes last: without it a copy isn't finished.</summary>
internal sealed class EventCopy(LineageDatabase from, LineageDatabase to, IProgress<long>? progress)
{
    private const int RowsOfPage = 1024;

    /// <exception cref="EventsFileException">The copy isn't the same, or what was copied doesn't verify.</exception>
    public async ValueTask<EventMoveReport> RunAsync(CancellationToken cancellationToken)
    {
        await ClearAsync(to, cancellationToken).ConfigureAwait(false);
        var streams = await to.Table<EventStream>().InsertManyAsync(from.StreamStreamsAsync(cancellationToken), cancellationToken: cancellationToken).ConfigureAwait(false);
        var events = await to.Table<EventRow>().InsertManyAsync(AllEventsAsync(from, cancellationToken), new BulkOptions { Progress = progress }, cancellationToken).ConfigureAwait(false);
        await to.Table<EventSnapshot>().InsertManyAsync(from.ListAllSnapshotsAsync(cancellationToken), cancellationToken: cancellationToken).ConfigureAwait(false);
        await to.Table<ProcessorCheckpoint>().InsertManyAsync(await from.ListCheckpointsAsync(cancellationToken).ConfigureAwait(false), cancellationToken: cancellationToken).ConfigureAwait(false);
        await CopyLastPositionAsync(cancellationToken).ConfigureAwait(false);
        await RequireSameAsync(cancellationToken).ConfigureAwait(false);
        if (await from.FindEventLogAsync(cancellationToken).ConfigureAwait(false) is { } log)
        {
            await to.WriteAsync(unit => unit.Insert(log), new WriteOptions { Durability = Durability.Full }, cancellationToken).ConfigureAwait(false);
        }

        return new EventMoveReport(to.Path, events.Inserted, streams.Inserted);
    }

    /// <summary>Takes away all that has to do with events, in slices. Only where the other file has it, or the copy wasn't finished.</summary>
    public static async ValueTask ClearAsync(LineageDatabase database, CancellationToken cancellationToken)
    {
        // First what says that it's finished.
        await database.WriteAsync(static unit => unit.DeleteEventLog(), cancellationToken: cancellationToken).ConfigureAwait(false);
        await SlicedRemoval.RunAsync(database, static (unit, max) => unit.DeleteSomeEvents(max), cancellationToken).ConfigureAwait(false);
        await SlicedRemoval.RunAsync(database, static (unit, max) => unit.DeleteSomeStreams(max), cancellationToken).ConfigureAwait(false);
        await SlicedRemoval.RunAsync(database, static (unit, max) => unit.DeleteSomeSnapshots(max), cancellationToken).ConfigureAwait(false);
        await SlicedRemoval.RunAsync(database, static (unit, max) => unit.DeleteSomeCheckpoints(max), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the events of both are the same, row by row.</summary>
    public async ValueTask<bool> AreSameAsync(CancellationToken cancellationToken)
    {
        var others = AllEventsAsync(to, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (others.ConfigureAwait(false))
        {
            await foreach (var row in AllEventsAsync(from, cancellationToken).ConfigureAwait(false))
            {
                if (!await others.MoveNextAsync().ConfigureAwait(false) || others.Current != row)
                {
                    return false;
                }
            }

            return !await others.MoveNextAsync().ConfigureAwait(false)
                && await from.FindLastGivenPositionAsync(cancellationToken).ConfigureAwait(false) == await to.FindLastGivenPositionAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask RequireSameAsync(CancellationToken cancellationToken)
    {
        // What doesn't verify here didn't there: it's moved as it is, and said by whoever verifies the store.
        if (!await AreSameAsync(cancellationToken).ConfigureAwait(false))
        {
            throw SplitOpening.Refuse(to.Path, "the events that were copied into it aren't those that were read. The store is as it was; the copy counts as not finished. Check the disk, and move the events again.");
        }
    }

    // A position is never given twice, also where the last events were taken away.
    private async ValueTask CopyLastPositionAsync(CancellationToken cancellationToken)
    {
        var last = await from.FindLastGivenPositionAsync(cancellationToken).ConfigureAwait(false);
        if (last > await to.FindLastGivenPositionAsync(cancellationToken).ConfigureAwait(false))
        {
            await to.WriteAsync(
                unit =>
                {
                    unit.Insert(new EventRow { Position = last, EventId = new EventId(Guid.CreateVersion7()), StreamType = "$place", StreamId = Guid.Empty, StreamVersion = 1, EventType = "$place", Checksum = default });
                    unit.DeleteEventAt(last);
                },
                cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    private static async IAsyncEnumerable<EventRow> AllEventsAsync(LineageDatabase database, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = 0L;
        while (await database.ListAllForwardAsync(after, RowsOfPage, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (var row in page)
            {
                yield return row;
            }

            after = page[^1].Position;
        }
    }
}

/// <summary>The SQL that copies events and clears what was copied.</summary>
internal static partial class EventCopyStatements
{
    [Query("select * from snapshots order by stream_type, stream_id, stream_version")]
    public static partial IAsyncEnumerable<EventSnapshot> ListAllSnapshotsAsync(this ReadSource source, CancellationToken cancellationToken = default);

    [Command("delete from event_log where id = 1")]
    public static partial int DeleteEventLog(this WriteScope unit);

    [Command("delete from events where position = @position")]
    public static partial int DeleteEventAt(this WriteScope unit, long position);

    [Command("delete from events where position in (select position from events order by position limit @max)")]
    public static partial int DeleteSomeEvents(this WriteScope unit, int max);

    [Command("delete from event_streams where (stream_type, stream_id) in (select stream_type, stream_id from event_streams order by stream_type, stream_id limit @max)")]
    public static partial int DeleteSomeStreams(this WriteScope unit, int max);

    [Command("""
        delete from snapshots where (stream_type, stream_id, stream_version) in
            (select stream_type, stream_id, stream_version from snapshots order by stream_type, stream_id, stream_version limit @max)
        """)]
    public static partial int DeleteSomeSnapshots(this WriteScope unit, int max);

    [Command("delete from checkpoints where (processor, shard) in (select processor, shard from checkpoints order by processor, shard limit @max)")]
    public static partial int DeleteSomeCheckpoints(this WriteScope unit, int max);
}

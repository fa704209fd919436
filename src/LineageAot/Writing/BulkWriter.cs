using System.Runtime.CompilerServices;
using LineageAot.Diagnostics;
using LineageAot.Schema;

namespace LineageAot.Writing;

/// <summary>
/// Cuts a sequence into segments and keeps two on their way: while the writer writes one, the source fills the other. The source waits
/// when both are full, so memory stays bounded whatever the sequence's length.
/// </summary>
internal sealed class BulkWriter<T> where T : class, IRow<T>
{
    private const int SegmentsOnTheirWay = 2;

    private readonly WriteQueue queue;
    private readonly BulkOptions options;
    private readonly BulkState state;
    private readonly TimeProvider clock;
    private readonly DatabaseTelemetry telemetry;
    private readonly long segmentBytes;
    private readonly CancellationToken cancellationToken;
    private readonly Queue<(SegmentRequest<T> Segment, ValueTask<SegmentCounts> Task)> onTheirWay = new();
    private readonly SegmentRequest<T>[] segments;
    private readonly RowOperation operation;
    private SegmentRequest<T> current;
    private SegmentCounts total;
    private long committed, rowNumber, bytes;
    private int used = 1, rejectedBehind;
    private RowStamp stamp;

    public BulkWriter(WriteQueue queue, DatabaseOptions database, DatabaseTelemetry telemetry, BulkOptions options, CancellationToken cancellationToken)
    {
        this.queue = queue;
        this.options = options;
        this.cancellationToken = cancellationToken;
        this.telemetry = telemetry;
        clock = database.TimeProvider;
        state = new BulkState(options, T.Schema.Name);
        operation = options.OnConflict == OnConflict.Update ? RowOperation.Upsert : RowOperation.Insert;
        var segmentRows = Math.Max(1, Math.Min(database.MaxBatchRows, database.QueueRows / SegmentsOnTheirWay));
        segmentBytes = Math.Min(database.MaxBatchBytes, database.QueueBytes / SegmentsOnTheirWay);
        segments = new SegmentRequest<T>[SegmentsOnTheirWay + 1];
        for (var i = 0; i < segments.Length; i++)
        {
            segments[i] = new SegmentRequest<T>(state, new RowBuffer<T>(segmentRows));
        }

        current = segments[0];
        stamp = new RowStamp(operation, Times.Cut(clock.GetUtcNow()));
    }

    public async ValueTask<BulkReport> WriteAsync(IEnumerable<T> rows)
    {
        var measured = telemetry.Start(state.Operation, isAmbient: true);
        try
        {
            if (rows is T[] array)
            {
                for (var next = 0; Fill(array, ref next);)
                {
                    await SendAsync().ConfigureAwait(false);
                }
            }
            else
            {
                using var source = rows.GetEnumerator();
                while (Fill(source))
                {
                    await SendAsync().ConfigureAwait(false);
                }
            }

            var report = await FinishAsync().ConfigureAwait(false);
            measured.Succeeded();
            return report;
        }
        catch (Exception e)
        {
            await SettleAsync(e).ConfigureAwait(false);
            measured.Failed(e);
            throw;
        }
    }

    public async ValueTask<BulkReport> WriteAsync(IAsyncEnumerable<T> rows)
    {
        var measured = telemetry.Start(state.Operation, isAmbient: true);
        try
        {
            await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (Add(row))
                {
                    await SendAsync().ConfigureAwait(false);
                }
            }

            var report = await FinishAsync().ConfigureAwait(false);
            measured.Succeeded();
            return report;
        }
        catch (Exception e)
        {
            await SettleAsync(e).ConfigureAwait(false);
            measured.Failed(e);
            throw;
        }
    }

    /// <summary>Fills the segment; false if the source ended before. A loop of its own: inside the asynchronous one each row would cost more.</summary>
    private bool Fill(IEnumerator<T> source)
    {
        while (source.MoveNext())
        {
            if (Add(source.Current))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>As above, from an array: no calls for each row.</summary>
    private bool Fill(T[] source, ref int next)
    {
        while (next < source.Length)
        {
            if (Add(source[next++]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True if the segment is full now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Add(T row)
    {
        var buffer = current.Buffer;
        var size = Put(buffer, row);
        if (size < 0)
        {
            // A row was rejected. The segment ends here, so that its rows keep consecutive numbers.
            rejectedBehind = 1;
            rowNumber++;
            return buffer.Count > 0;
        }

        bytes += size;
        rejectedBehind = 0;
        rowNumber++;
        return buffer.IsFull || bytes >= segmentBytes;
    }

    /// <summary>Prepares a row and puts it into the buffer; its size, or less than 0 if it was rejected.</summary>
    private long Put(RowBuffer<T> buffer, T row)
    {
        if (row is null)
        {
            throw new ArgumentException($"Row {rowNumber} of the sequence is null.", "rows");
        }

        try
        {
            var prepared = T.Prepare(row, stamp);
            buffer.Add(prepared);
            return SizingRowWriter.SizeOf(prepared);
        }
        catch (LineageException e)
        {
            e.RowNumber = rowNumber;
            if (!options.CollectRejected)
            {
                throw;
            }

            state.Reject(rowNumber, e);
            return -1;
        }
    }

    private async ValueTask SendAsync()
    {
        cancellationToken.ThrowIfCancellationRequested();
        var segment = current;
        segment.Rows = segment.Buffer.Count;
        segment.FirstRow = rowNumber - rejectedBehind - segment.Rows;
        segment.Bytes = bytes;
        segment.WantsFullDurability = options.Durability == Durability.Full;
        bytes = 0;

        // No token for the segment itself: the sequence ends between segments, so that the count of committed rows stays exact.
        // It's in the queue before the next one is filled: behind one that a pause refuses none may follow when the pause is over.
        await queue.AdmitAsync(segment).ConfigureAwait(false);
        onTheirWay.Enqueue((segment, segment.Task));
        current = used < segments.Length ? segments[used++] : await TakeOldestAsync().ConfigureAwait(false);
        stamp = new RowStamp(operation, Times.Cut(clock.GetUtcNow()));
    }

    private async ValueTask<SegmentRequest<T>> TakeOldestAsync()
    {
        var (segment, task) = onTheirWay.Dequeue();
        var counts = await task.ConfigureAwait(false);
        total = new SegmentCounts(total.Inserted + counts.Inserted, total.Updated + counts.Updated, total.Ignored + counts.Ignored);
        committed += counts.Inserted + counts.Updated;
        options.Progress?.Report(committed);
        segment.Reset();
        return segment;
    }

    private async ValueTask<BulkReport> FinishAsync()
    {
        if (current.Buffer.Count > 0)
        {
            await SendAsync().ConfigureAwait(false);
        }

        while (onTheirWay.Count > 0)
        {
            await TakeOldestAsync().ConfigureAwait(false);
        }

        Dispose();
        return new BulkReport(total.Inserted, total.Updated, total.Ignored, state.TakeRejected());
    }

    /// <summary>Waits for what is on its way, so that the count of committed rows is final and no buffer is in use.</summary>
    private async ValueTask SettleAsync(Exception error)
    {
        while (onTheirWay.Count > 0)
        {
            try
            {
                await TakeOldestAsync().ConfigureAwait(false);
            }
            catch (Exception)
            {
                // The first error is the one that is reported; the segments behind it say only that it happened.
            }
        }

        if (error is LineageException known)
        {
            known.CommittedRows = committed;
        }

        Dispose();
    }

    private void Dispose()
    {
        foreach (var segment in segments)
        {
            segment.Buffer.Dispose();
        }
    }
}

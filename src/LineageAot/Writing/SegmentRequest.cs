using LineageAot.Diagnostics;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Writing;

/// <summary>What became of one segment's rows.</summary>
internal readonly record struct SegmentCounts(long Inserted, long Updated, long Ignored);

/// <summary>A piece of a bulk write: some rows that are written in one go. Used again for the next piece.</summary>
internal sealed class SegmentRequest<T>(BulkState state, RowBuffer<T> buffer) : WriteRequest<SegmentCounts> where T : class, IRow<T>
{
    public RowBuffer<T> Buffer { get; } = buffer;

    /// <summary>The number of the segment's first row in the sequence.</summary>
    public long FirstRow { get; set; }

    public override OperationName Operation => state.Operation;

    public override bool IsBulk => true;

    /// <summary>A row that fails takes its segment with it, so that what is committed always ends with a whole segment.</summary>
    public override bool NeedsSavepoint => !state.CollectsRejected;

    public override void Run(WriterContext context)
    {
        // A segment before this one failed: rows behind it must not be written.
        if (state.HasFailed)
        {
            throw new OperationCanceledException("An earlier segment of the bulk write failed.");
        }

        try
        {
            Result = state is { OnConflict: OnConflict.Fail, CollectsRejected: false } ? InsertAll(context.Session) : WriteEach(context.Session);
        }
        catch
        {
            state.HasFailed = true;
            throw;
        }

        context.Changes.Note(T.Schema, Result.Inserted + Result.Updated);
    }

    public override void FailWithBatch(Exception error)
    {
        state.HasFailed = true;
        base.FailWithBatch(error);
    }

    /// <summary>Ready for the next rows.</summary>
    public void Reset()
    {
        Buffer.Clear();
        RecycleSource();
    }

    private SegmentCounts InsertAll(SqliteSession session)
    {
        var done = 0;
        try
        {
            TableCommands<T>.InsertAll(session, Buffer.Rows, ref done);
        }
        catch (LineageException e)
        {
            e.RowNumber = FirstRow + done;
            throw;
        }

        return new SegmentCounts(done, 0, 0);
    }

    private SegmentCounts WriteEach(SqliteSession session)
    {
        var counts = default(SegmentCounts);
        var rows = Buffer.Rows;
        for (var i = 0; i < rows.Length; i++)
        {
            try
            {
                counts = Add(counts, Write(session, rows[i]));
            }
            catch (LineageException e)
            {
                e.RowNumber = FirstRow + i;
                if (!state.CollectsRejected || session.IsAutocommit || Failures.EndsTransaction(e))
                {
                    throw;
                }

                state.Reject(FirstRow + i, e);
            }
        }

        return counts;
    }

    private UpsertOutcome Write(SqliteSession session, T row)
    {
        switch (state.OnConflict)
        {
            case OnConflict.Ignore:
                return TableCommands<T>.TryInsert(session, row) ? UpsertOutcome.Inserted : UpsertOutcome.Unchanged;
            case OnConflict.Update:
                return TableCommands<T>.Upsert(session, row);
            default:
                TableCommands<T>.Insert(session, row);
                return UpsertOutcome.Inserted;
        }
    }

    private static SegmentCounts Add(SegmentCounts counts, UpsertOutcome outcome) => outcome switch
    {
        UpsertOutcome.Inserted => counts with { Inserted = counts.Inserted + 1 },
        UpsertOutcome.Updated => counts with { Updated = counts.Updated + 1 },
        _ => counts with { Ignored = counts.Ignored + 1 },
    };
}

/// <summary>What the segments of one bulk write share.</summary>
internal sealed class BulkState(BulkOptions options, string table)
{
    /// <summary>What metrics and traces call a segment and the whole.</summary>
    public OperationName Operation { get; } = new(options.OnConflict == OnConflict.Update ? "UPSERT" : "INSERT", table);

    public OnConflict OnConflict { get; } = options.OnConflict;

    public bool CollectsRejected { get; } = options.CollectRejected;

    /// <summary>Written and read on the writer's thread.</summary>
    public bool HasFailed { get; set; }

    private readonly List<RejectedRow> rejected = [];

    /// <summary>Keeps a row that can't be stored; the source and the writer may both find one.</summary>
    public void Reject(long rowNumber, LineageException error)
    {
        lock (rejected)
        {
            rejected.Add(new RejectedRow(rowNumber, error));
        }
    }

    /// <summary>The rows that couldn't be stored, in their order.</summary>
    public IReadOnlyList<RejectedRow> TakeRejected()
    {
        lock (rejected)
        {
            return [.. rejected.OrderBy(row => row.RowNumber)];
        }
    }
}

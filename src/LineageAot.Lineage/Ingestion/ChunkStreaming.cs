namespace LineageAot.Lineage;

/// <summary>
/// Writes a stream of chunks in units bounded by rows and by text, and marks the set as ready in the last one. What an earlier attempt has left is gone on from: a chunk's key is
/// derived from its set, ordinal and text, so a key that's there is the same chunk.
/// </summary>
internal static class ChunkStreaming
{
    private const int MaxRows = 1000;
    private const int MaxCharacters = 1 << 20;

    public static async ValueTask<int> WriteAsync(RunScope run, SyncContext context, ChunkSetId set, IAsyncEnumerable<ChunkDraft> chunks, CancellationToken cancellationToken)
    {
        var batch = new List<Chunk>();
        var written = ValueTask.CompletedTask;
        int count = 0, characters = 0;
        try
        {
            await foreach (var chunk in chunks.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (chunk.Ordinal != count)
                {
                    throw new ArgumentException($"A chunk has the ordinal {chunk.Ordinal} where {count} is next: ordinals run from 0 without gaps.", nameof(chunks));
                }

                batch.Add(DocumentWriting.RowOf(context, set, chunk));
                count++;
                characters += chunk.Text.Length;
                if (batch.Count == MaxRows || characters >= MaxCharacters)
                {
                    // While the writer has this one, the next is made: one on its way, one in hand.
                    await written.ConfigureAwait(false);
                    written = ValueTask.CompletedTask;
                    written = AddAsync(run, context, set, batch, cancellationToken);
                    batch = [];
                    characters = 0;
                }
            }
        }
        finally
        {
            // Also where the stream broke: nothing is on its way any more once this method has returned.
            await written.ConfigureAwait(false);
        }

        var (rest, total) = (batch, count);
        await run.WriteFencedAsync(unit => Complete(unit, context, set, rest, total), cancellationToken).ConfigureAwait(false);
        return count;
    }

    /// <summary>Takes the chunks of a set that is building away, in slices.</summary>
    public static async ValueTask ResetAsync(RunScope run, SyncContext context, ChunkSetId set, CancellationToken cancellationToken)
    {
        while (await run.WriteFencedAsync(unit => Reset(unit, context, set), cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static bool Reset(WriteScope unit, in SyncContext context, ChunkSetId set)
    {
        var status = unit.FindSetStatus(context.Workspace, set) ?? throw new LineageNotFoundException("chunk set", set.Value);
        if (status != ChunkSetStatus.Building)
        {
            throw new LineageConflictException("The chunk set is whole: its chunks are final. Split the document under a raised version of the splitter.");
        }

        return unit.DeleteChunks(set, MaxRows) == MaxRows;
    }

    private static async ValueTask AddAsync(RunScope run, SyncContext context, ChunkSetId set, List<Chunk> rows, CancellationToken cancellationToken)
        => await run.WriteFencedAsync(unit => Add(unit, context, set, rows), cancellationToken).ConfigureAwait(false);

    private static ChunkSetStatus Add(WriteScope unit, in SyncContext context, ChunkSetId set, IReadOnlyList<Chunk> rows)
    {
        var status = unit.FindSetStatus(context.Workspace, set) ?? throw new LineageNotFoundException("chunk set", set.Value);
        if (rows.Count == 0)
        {
            return status;
        }

        var stored = unit.ListChunkIds(set, rows[0].Ordinal, rows[0].Ordinal + rows.Count);
        for (var i = 0; i < stored.Count; i++)
        {
            if (stored[i] != rows[i].Id)
            {
                throw Differs(rows[i].Ordinal);
            }
        }

        if (stored.Count == rows.Count)
        {
            return status;
        }

        if (status != ChunkSetStatus.Building)
        {
            throw Differs(rows[stored.Count].Ordinal);
        }

        unit.InsertMany(stored.Count == 0 ? rows : rows.Skip(stored.Count));
        return status;
    }

    /// <summary>Adds a building set's last chunks and marks it as ready, if it holds exactly so many then.</summary>
    public static void Complete(WriteScope unit, in SyncContext context, ChunkSetId set, IReadOnlyList<Chunk> rest, int count)
    {
        var status = Add(unit, context, set, rest);
        var stored = unit.CountChunks(set);
        if (stored != count)
        {
            // The unit is undone, so that a set that is ready never holds anything but its own chunks.
            throw Differs(Math.Min(stored, count));
        }

        if (status == ChunkSetStatus.Building)
        {
            unit.SetReady(set, count, context.Now);
            unit.EnlistChunkSet(context.Workspace, set, context.Now);
        }
    }

    private static LineageConflictException Differs(int ordinal) => new(
        $"The chunk set holds another chunk at ordinal {ordinal}, or ends elsewhere: the same document and way to split must give the same chunks. Raise the splitter's version; of a set that isn't ready yet, RunScope.ResetChunkSetAsync clears what an earlier attempt has left.");
}

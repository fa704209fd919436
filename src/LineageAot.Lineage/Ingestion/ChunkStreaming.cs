namespace LineageAot.Lineage;

/// <summary>Writes a stream of chunks in units bounded by rows and by text, and marks the set as ready in the last one.</summary>
internal static class ChunkStreaming
{
    private const int MaxRows = 1000;
    private const int MaxCharacters = 1 << 20;

    public static async ValueTask<int> WriteAsync(LineageDatabase database, SyncContext context, ChunkSetId set, IAsyncEnumerable<ChunkDraft> chunks, CancellationToken cancellationToken)
    {
        var batch = new List<ChunkDraft>();
        int count = 0, characters = 0;
        await foreach (var chunk in chunks.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (chunk.Ordinal != count)
            {
                throw new ArgumentException($"A chunk has the ordinal {chunk.Ordinal} where {count} is next: ordinals run from 0 without gaps.", nameof(chunks));
            }

            batch.Add(chunk);
            count++;
            characters += chunk.Text.Length;
            if (batch.Count == MaxRows || characters >= MaxCharacters)
            {
                var full = batch;
                await database.WriteAsync(unit => unit.AddChunks(context, set, full), cancellationToken: cancellationToken).ConfigureAwait(false);
                batch = [];
                characters = 0;
            }
        }

        await database.WriteAsync(unit => Complete(unit, context, set, batch, count), cancellationToken: cancellationToken).ConfigureAwait(false);
        return count;
    }

    private static void Complete(WriteScope unit, in SyncContext context, ChunkSetId set, List<ChunkDraft> rest, int count)
    {
        unit.AddChunks(context, set, rest);
        var stored = unit.CountChunks(set);
        if (stored != count)
        {
            // The unit is undone, so that a set that is ready never holds anything but its own chunks.
            throw new LineageConflictException($"The chunk set holds {stored} chunks where {count} were given: the same document and way to split must give the same chunks. Raise the splitter's version.");
        }

        var row = unit.Table<ChunkSet>().Find(set) ?? throw new ArgumentException("There is no such chunk set.", nameof(set));
        if (row.Status == ChunkSetStatus.Building)
        {
            unit.SetReady(set, count, context.Now);
        }
    }
}

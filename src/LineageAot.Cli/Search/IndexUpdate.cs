using LineageAot.Lineage;

namespace LineageAot.Cli.Search;

/// <summary>Brings a search index up to date with a workspace: what is ready and not in it is added, what is in it and no longer ready is removed.</summary>
internal sealed class IndexUpdate(LineageStore store, SearchIndex index, Action<long, long> progress)
{
    private const int SlicedChunks = 4000;
    private const int ListedSets = 20_000;

    public async Task RunAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        var known = (await index.SetsOfAsync(workspace.Value)).ToDictionary(static set => set.ChunkSetId);
        var missing = new List<ReadySet>();
        for (var after = new ChunkSetId(Guid.Empty); ;)
        {
            var page = await store.Database.ListReadySetsAsync(workspace, after, ListedSets);
            foreach (var set in page)
            {
                // One that is whole stays. One that isn't was left half way, and is removed below and added again.
                if (!known.TryGetValue(set.Id.Value, out var indexed) || !indexed.IsWhole)
                {
                    missing.Add(set);
                }
                else
                {
                    known.Remove(set.Id.Value);
                }
            }

            if (page.Count < ListedSets)
            {
                break;
            }

            after = page[^1].Id;
        }

        foreach (var gone in known.Values)
        {
            await RemoveAsync(gone, cancellationToken);
        }

        await AddAsync(workspace, missing, cancellationToken);
    }

    private async Task RemoveAsync(IndexedSet set, CancellationToken cancellationToken)
    {
        if (set.IsWhole)
        {
            // Not found from now on, whatever happens on the way.
            await index.Sets.UpdateAsync(set with { IsWhole = false });
        }

        while (await index.DeleteChunksAsync(set.Id, SlicedChunks) == SlicedChunks)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        await index.Sets.DeleteAsync(set);
    }

    private async Task AddAsync(WorkspaceId workspace, List<ReadySet> sets, CancellationToken cancellationToken)
    {
        var (total, done) = (sets.Sum(static set => (long)set.ChunkCount), 0L);
        for (var next = 0; next < sets.Count;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress(done, total);
            if (sets[next].ChunkCount > SlicedChunks)
            {
                await AddLargeAsync(workspace, sets[next], cancellationToken);
                done += sets[next++].ChunkCount;
                continue;
            }

            var some = new List<ReadySet>();
            for (var chunks = 0; next < sets.Count && chunks + sets[next].ChunkCount <= SlicedChunks && some.Count < SlicedChunks; next++)
            {
                some.Add(sets[next]);
                chunks += sets[next].ChunkCount;
            }

            await AddWholeAsync(workspace, some);
            done += some.Sum(static set => (long)set.ChunkCount);
        }

        progress(done, total);
    }

    /// <summary>Adds sets in one unit.</summary>
    private async Task AddWholeAsync(WorkspaceId workspace, List<ReadySet> sets)
    {
        var texts = (await store.Database.ListTextsAsync([.. sets.Select(static set => set.Id)])).ToLookup(static text => text.ChunkSetId);
        await index.WriteAsync(unit =>
        {
            foreach (var set in sets)
            {
                var withoutText = texts[set.Id].Count(static text => text.Text is null);
                var row = unit.Insert(new IndexedSet { ChunkSetId = set.Id.Value, WorkspaceId = workspace.Value, IsWhole = true, WithoutText = withoutText });
                unit.InsertMany(RowsOf(row, texts[set.Id]));
            }
        });
    }

    /// <summary>Adds one set in units of some thousand chunks; it's found once all are in.</summary>
    private async Task AddLargeAsync(WorkspaceId workspace, ReadySet set, CancellationToken cancellationToken)
    {
        var row = await index.Sets.InsertAsync(new IndexedSet { ChunkSetId = set.Id.Value, WorkspaceId = workspace.Value });
        var withoutText = 0;
        for (var from = 0; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var texts = await store.Database.ListTextsFromAsync(set.Id, from, SlicedChunks);
            withoutText += texts.Count(static text => text.Text is null);
            await index.WriteAsync(unit => unit.InsertMany(RowsOf(row, texts)));
            if (texts.Count < SlicedChunks)
            {
                break;
            }

            from = texts[^1].Ordinal + 1;
        }

        await index.SetWholeAsync(row.Id, withoutText);
    }

    private static IEnumerable<IndexedChunk> RowsOf(IndexedSet set, IEnumerable<ChunkText> texts)
        => texts.Where(static text => text.Text is not null).Select(text => new IndexedChunk { SetId = set.Id, ChunkId = text.Id.Value, Text = text.Text! });
}

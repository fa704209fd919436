namespace LineageAot.Cli.Search;

/// <summary>A chunk set that is in the index, or on its way into it.</summary>
[Table("indexed_sets")]
[Index(nameof(WorkspaceId), nameof(ChunkSetId))]
internal sealed partial record IndexedSet
{
    [Key(Generated = true)] public long Id { get; init; }

    [Unique] public required Guid ChunkSetId { get; init; }

    public required Guid WorkspaceId { get; init; }

    /// <summary>All of its chunks are in; until then nothing of it is found.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Chunks whose text is kept elsewhere.</summary>
    public int WithoutText { get; init; }
}

/// <summary>A chunk's words.</summary>
[Table("indexed_chunks")]
[FullText(nameof(Text))]
internal sealed partial record IndexedChunk
{
    [Key(Generated = true)] public long Id { get; init; }

    [References(typeof(IndexedSet), OnDelete = ReferenceAction.Cascade), Index] public required long SetId { get; init; }

    public required Guid ChunkId { get; init; }

    public required string Text { get; init; }
}

/// <summary>A chunk that fits, as the index knows it.</summary>
[Row]
internal sealed partial record FoundChunk(Guid ChunkId, string Text, double Score, string Snippet);

/// <summary>
/// The words of a store's chunks, in a file of its own beside the store: in the store itself the index would make each chunk's insert many times slower. It's a cache, which may be deleted at
/// any time: <c>lineage search</c> brings it up to date, or makes it anew.
/// </summary>
[Database]
internal sealed partial class SearchIndex : LineageDatabase
{
    public partial Table<IndexedSet> Sets { get; }

    public partial Table<IndexedChunk> Chunks { get; }

    [Query("select * from indexed_sets where workspace_id = @workspace order by chunk_set_id")]
    public partial ValueTask<IReadOnlyList<IndexedSet>> SetsOfAsync(Guid workspace);

    [Query("select distinct workspace_id from indexed_sets")]
    public partial ValueTask<IReadOnlyList<Guid>> WorkspacesAsync();

    [Query("select coalesce(sum(without_text), 0) from indexed_sets where workspace_id = @workspace")]
    public partial ValueTask<long> CountWithoutTextAsync(Guid workspace);

    [Command("update indexed_sets set is_whole = 1, without_text = @withoutText where id = @id")]
    public partial ValueTask<int> SetWholeAsync(long id, int withoutText);

    [Command("delete from indexed_chunks where id in (select id from indexed_chunks where set_id = @set limit @limit)")]
    public partial ValueTask<int> DeleteChunksAsync(long set, int limit);

    // The best are chosen by number first: a snippet is made of those that are shown alone.
    [Query("""
        select c.chunk_id, c.text, -best.score as score, snippet(f.indexed_chunks_fts, 0, @start, @end, '…', 24) as snippet
        from (
            select f.rowid as number, bm25(f.indexed_chunks_fts) as score
            from indexed_chunks_fts as f
                join indexed_chunks as c on c.id = f.rowid
                join indexed_sets as s on s.id = c.set_id
            where f.indexed_chunks_fts match @expression and s.workspace_id = @workspace and s.is_whole
            order by score, c.chunk_id limit @limit offset @skip) as best
        cross join indexed_chunks_fts as f on f.rowid = best.number
        cross join indexed_chunks as c on c.id = best.number
        where f.indexed_chunks_fts match @expression order by best.score, c.chunk_id
        """)]
    public partial ValueTask<IReadOnlyList<FoundChunk>> FindAsync(string expression, Guid workspace, int limit, int skip, string start, string end);
}

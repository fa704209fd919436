using LineageAot.Lineage;

namespace LineageAot.Cli.Search;

/// <summary>A chunk set that is ready.</summary>
[Row]
internal readonly partial record struct ReadySet(ChunkSetId Id, int ChunkCount);

/// <summary>A chunk's text.</summary>
[Row]
internal sealed partial record ChunkText(ChunkId Id, ChunkSetId ChunkSetId, int Ordinal, string? Text);

/// <summary>What the index reads of the store.</summary>
internal static partial class StoreStatements
{
    [Query("select id, chunk_count from chunk_sets where workspace_id = @workspace and id > @after and status = 'ready' order by id limit @limit")]
    public static partial ValueTask<IReadOnlyList<ReadySet>> ListReadySetsAsync(this ReadSource store, WorkspaceId workspace, ChunkSetId after, int limit);

    [Query("select id, chunk_set_id, ordinal, text from chunks where chunk_set_id in (@sets) order by chunk_set_id, ordinal")]
    public static partial ValueTask<IReadOnlyList<ChunkText>> ListTextsAsync(this ReadSource store, IReadOnlyCollection<ChunkSetId> sets);

    [Query("select id, chunk_set_id, ordinal, text from chunks where chunk_set_id = @set and ordinal >= @from order by ordinal limit @limit")]
    public static partial ValueTask<IReadOnlyList<ChunkText>> ListTextsFromAsync(this ReadSource store, ChunkSetId set, int from, int limit);
}

namespace LineageAot.Lineage;

/// <summary>The SQL from things to what was made of them: one statement for all things of a kind that a step has reached.</summary>
internal static partial class DownstreamStatements
{
    [Query("select source_id as id, id as other_id from source_versions where source_id in (@ids) and workspace_id = @workspace limit @limit")]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadVersionsOfAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);

    // The plus keeps the planner at the index over what is in the list.
    [Query("select source_version_id as id, id as other_id from documents where source_version_id in (@ids) and +workspace_id = @workspace limit @limit")]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadDocumentsOfAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);

    [Query("select document_id as id, id as other_id from chunk_sets where document_id in (@ids) and +workspace_id = @workspace limit @limit")]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadChunkSetsOfAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);

    [Query("select chunk_set_id as id, id as other_id from chunks where chunk_set_id in (@ids) and +workspace_id = @workspace limit @limit")]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadChunksOfAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);

    [Query("select chunk_id as id, embedding_set_id as other_id from chunk_embeddings where chunk_id in (@ids) and workspace_id = @workspace limit @limit")]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadEmbeddingsOfAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);

    [Query("""
        select distinct r.chunk_id as id, r.query_id as other_id from query_results r cross join queries q on q.id = r.query_id
        where r.chunk_id in (@ids) and q.workspace_id = @workspace limit @limit
        """)]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadQueriesOfAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);

    [Query("select owner_id as id, id as other_id from artifacts where owner_type = @type and owner_id in (@ids) and +workspace_id = @workspace limit @limit")]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadArtifactsOfAsync(this ReadSource source, WorkspaceId workspace, EntityType type, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);

    [Query("""
        select m.source_id as id, m.collection_id as other_id from collection_sources m cross join collections c on c.id = m.collection_id
        where m.source_id in (@ids) and c.workspace_id = @workspace limit @limit
        """)]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadCollectionsOfAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);

    [Query("select embedding_set_id as id, id as other_id from collections where embedding_set_id in (@ids) and +workspace_id = @workspace limit @limit")]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadCollectionsBySetAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);

    [Query("select parent_run_id as id, id as other_id from runs where parent_run_id in (@ids) and +workspace_id = @workspace limit @limit")]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadChildRunsAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);
}

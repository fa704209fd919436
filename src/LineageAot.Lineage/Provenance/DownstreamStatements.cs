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

    // Here and where else a select with a limit of 1 comes first: where there is nothing at all of what is asked for, the list isn't taken apart and nothing is sought.
    [Query("""
        select e.chunk_id as id, e.embedding_set_id as other_id from (select 1 from chunk_embeddings limit 1) cross join chunk_embeddings e
        where e.chunk_id in (@ids) and e.workspace_id = @workspace limit @limit
        """)]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadEmbeddingsOfAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);

    [Query("""
        select distinct r.chunk_id as id, r.query_id as other_id from (select 1 from query_results limit 1) cross join query_results r cross join queries q on q.id = r.query_id
        where r.chunk_id in (@ids) and q.workspace_id = @workspace limit @limit
        """)]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadQueriesOfAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);

    [Query("""
        select a.owner_id as id, a.id as other_id from (select 1 from artifacts where owner_type = @type limit 1) cross join artifacts a
        where a.owner_type = @type and a.owner_id in (@ids) and +a.workspace_id = @workspace limit @limit
        """)]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadArtifactsOfAsync(this ReadSource source, WorkspaceId workspace, EntityType type, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);

    [Query("""
        select m.source_id as id, m.collection_id as other_id from collection_sources m cross join collections c on c.id = m.collection_id
        where m.source_id in (@ids) and c.workspace_id = @workspace limit @limit
        """)]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadCollectionsOfAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);

    [Query("select embedding_set_id as id, id as other_id from collections where embedding_set_id in (@ids) and +workspace_id = @workspace limit @limit")]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadCollectionsBySetAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);

    [Query("""
        select r.parent_run_id as id, r.id as other_id from (select 1 from runs where parent_run_id is not null limit 1) cross join runs r
        where r.parent_run_id in (@ids) and +r.workspace_id = @workspace limit @limit
        """)]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadChildRunsAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);
}

namespace LineageAot.Lineage;

/// <summary>The SQL from things to what they were made of: one statement for all things of a kind that a step has reached.</summary>
internal static partial class UpstreamStatements
{
    [Query("select id, chunk_set_id as other_id from chunks where id in (@ids) and workspace_id = @workspace")]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadChunkOriginsAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    [Query("select id, document_id as other_id, run_id from chunk_sets where id in (@ids) and workspace_id = @workspace")]
    public static partial ValueTask<IReadOnlyList<TraceOrigin>> ReadChunkSetOriginsAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    [Query("select id, source_version_id as other_id, run_id from documents where id in (@ids) and workspace_id = @workspace")]
    public static partial ValueTask<IReadOnlyList<TraceOrigin>> ReadDocumentOriginsAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    [Query("select id, source_id, content_sha256 as content, run_id from source_versions where id in (@ids) and workspace_id = @workspace")]
    public static partial ValueTask<IReadOnlyList<VersionOrigin>> ReadVersionOriginsAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    [Query("select chunk_id as id, embedding_set_id as other_id, run_id from chunk_embeddings where embedding_set_id = @set and chunk_id in (@ids) and workspace_id = @workspace")]
    public static partial ValueTask<IReadOnlyList<TraceOrigin>> ReadEmbeddingOriginsAsync(this ReadSource source, WorkspaceId workspace, Guid set, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    [Query("select chunk_id as id, embedding_set_id as other_id from chunk_embeddings where embedding_set_id = @set and workspace_id = @workspace order by chunk_id limit @limit")]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadEmbeddingsOfSetAsync(this ReadSource source, WorkspaceId workspace, Guid set, int limit, CancellationToken cancellationToken);

    [Query("select id, owner_type, owner_id, run_id from artifacts where id in (@ids) and workspace_id = @workspace")]
    public static partial ValueTask<IReadOnlyList<ArtifactOrigin>> ReadArtifactOriginsAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    [Query("select id, embedding_set_id, run_id from queries where id in (@ids) and workspace_id = @workspace")]
    public static partial ValueTask<IReadOnlyList<QueryOrigin>> ReadQueryOriginsAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    [Query("""
        select distinct r.query_id as id, r.chunk_id as other_id from queries q cross join query_results r on r.query_id = q.id
        where q.id in (@ids) and q.workspace_id = @workspace limit @limit
        """)]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadHitsAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);

    [Query("select id, embedding_set_id as other_id from collections where id in (@ids) and workspace_id = @workspace and embedding_set_id is not null")]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadCollectionOriginsAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    [Query("""
        select m.collection_id as id, m.source_id as other_id from collections c cross join collection_sources m on m.collection_id = c.id
        where c.id in (@ids) and c.workspace_id = @workspace limit @limit
        """)]
    public static partial ValueTask<IReadOnlyList<TraceLink>> ReadMembersAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);

    // With the label, so that a run's row is sought once.
    [Query("""
        select r.id, p.id as parent_id, case r.run_type when 'custom' then coalesce(r.trigger, 'custom') else r.run_type end as label
        from runs r left join runs p on p.id = r.parent_run_id and p.workspace_id = @workspace
        where r.id in (@ids) and r.workspace_id = @workspace
        """)]
    public static partial ValueTask<IReadOnlyList<RunOrigin>> ReadRunOriginsAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);
}

namespace LineageAot.Lineage;

/// <summary>The SQL about where a trace starts, and what people call the things that it found.</summary>
internal static partial class TraceStatements
{
    // Only the arm of the kind is run.
    [Query("""
        select case @kind
            when 'source' then exists (select 1 from sources where id = @id and workspace_id = @workspace)
            when 'source_version' then exists (select 1 from source_versions where id = @id and workspace_id = @workspace)
            when 'document' then exists (select 1 from documents where id = @id and workspace_id = @workspace)
            when 'chunk_set' then exists (select 1 from chunk_sets where id = @id and workspace_id = @workspace)
            when 'chunk' then exists (select 1 from chunks where id = @id and workspace_id = @workspace)
            when 'chunk_embedding' then exists (select 1 from chunk_embeddings where embedding_set_id = @set and chunk_id = @id and workspace_id = @workspace)
            when 'embedding_set' then exists (select 1 from embedding_sets where id = @id and workspace_id = @workspace)
            when 'run' then exists (select 1 from runs where id = @id and workspace_id = @workspace)
            when 'query' then exists (select 1 from queries where id = @id and workspace_id = @workspace)
            when 'collection' then exists (select 1 from collections where id = @id and workspace_id = @workspace)
            when 'artifact' then exists (select 1 from artifacts where id = @id and workspace_id = @workspace)
            when 'custom' then exists (select 1 from run_io i join runs r on r.id = i.run_id where i.entity_type = 'custom' and i.entity_id = @id and r.workspace_id = @workspace)
            else false end
        """)]
    public static partial ValueTask<bool> HasNodeAsync(this ReadSource source, WorkspaceId workspace, LineageNodeKind kind, Guid id, EmbeddingSetId? set, CancellationToken cancellationToken);

    [Query("select id, uri as label from sources where id in (@ids) and workspace_id = @workspace")]
    public static partial ValueTask<IReadOnlyList<LabelRow>> LabelSourcesAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    [Query("select id, cast(version_no as text) as label from source_versions where id in (@ids) and workspace_id = @workspace")]
    public static partial ValueTask<IReadOnlyList<LabelRow>> LabelVersionsAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    [Query("select id, title as label from documents where id in (@ids) and workspace_id = @workspace")]
    public static partial ValueTask<IReadOnlyList<LabelRow>> LabelDocumentsAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    [Query("select id, name as label from embedding_sets where id in (@ids) and workspace_id = @workspace")]
    public static partial ValueTask<IReadOnlyList<LabelRow>> LabelEmbeddingSetsAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    [Query("select id, case run_type when 'custom' then coalesce(trigger, 'custom') else run_type end as label from runs where id in (@ids) and workspace_id = @workspace")]
    public static partial ValueTask<IReadOnlyList<LabelRow>> LabelRunsAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    [Query("select id, text as label from queries where id in (@ids) and workspace_id = @workspace")]
    public static partial ValueTask<IReadOnlyList<LabelRow>> LabelQueriesAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    [Query("select id, name as label from collections where id in (@ids) and workspace_id = @workspace")]
    public static partial ValueTask<IReadOnlyList<LabelRow>> LabelCollectionsAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    [Query("select id, kind as label from artifacts where id in (@ids) and workspace_id = @workspace")]
    public static partial ValueTask<IReadOnlyList<LabelRow>> LabelArtifactsAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);
}

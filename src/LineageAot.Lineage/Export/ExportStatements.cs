namespace LineageAot.Lineage;

/// <summary>
/// The SQL of an export: every row of a workspace, along an index. What doesn't carry the workspace is reached over what does; <c>cross join</c> keeps the order of the
/// tables as written (https://sqlite.org/optoverview.html#manual_control_of_query_plans_using_cross_join), so that no plan walks another workspace's rows.
/// </summary>
internal static partial class ExportStatements
{
    [Query("select * from workspaces where id = @workspace")]
    public static partial IAsyncEnumerable<WorkspaceRow> ExportWorkspaceAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("select * from connectors where workspace_id = @workspace order by kind, name")]
    public static partial IAsyncEnumerable<Connector> ExportConnectorsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("""
        select * from contents where sha256 in (
            select v.content_sha256 from sources s cross join source_versions v on v.source_id = s.id where s.workspace_id = @workspace)
        order by sha256
        """)]
    public static partial IAsyncEnumerable<Content> ExportContentsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("select * from sources where workspace_id = @workspace order by id")]
    public static partial IAsyncEnumerable<Source> ExportSourcesAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("""
        select h.* from sources s cross join source_history h on h.source_id = s.id
        where s.workspace_id = @workspace order by s.id, h.seq
        """)]
    public static partial IAsyncEnumerable<SourceHistory> ExportSourceHistoryAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("""
        select v.* from sources s cross join source_versions v on v.source_id = s.id
        where s.workspace_id = @workspace order by s.id, v.version_no
        """)]
    public static partial IAsyncEnumerable<SourceVersion> ExportSourceVersionsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("select * from documents where workspace_id = @workspace order by id")]
    public static partial IAsyncEnumerable<Document> ExportDocumentsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("""
        select * from chunk_configs where id in (
            select chunk_config_id from chunk_sets where workspace_id = @workspace
            union select chunk_config_id from collections where workspace_id = @workspace)
        order by id
        """)]
    public static partial IAsyncEnumerable<ChunkConfig> ExportChunkConfigsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("select * from chunk_sets where workspace_id = @workspace order by id")]
    public static partial IAsyncEnumerable<ChunkSet> ExportChunkSetsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("select * from chunks where workspace_id = @workspace order by id")]
    public static partial IAsyncEnumerable<Chunk> ExportChunksAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("select * from embedding_sets where workspace_id = @workspace order by name")]
    public static partial IAsyncEnumerable<EmbeddingSet> ExportEmbeddingSetsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("""
        select e.* from embedding_sets s cross join chunk_embeddings e on e.embedding_set_id = s.id
        where s.workspace_id = @workspace order by s.name, e.chunk_id
        """)]
    public static partial IAsyncEnumerable<ChunkEmbedding> ExportChunkEmbeddingsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("select * from pipelines where workspace_id = @workspace order by name, version")]
    public static partial IAsyncEnumerable<Pipeline> ExportPipelinesAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("select * from collections where workspace_id = @workspace order by name, version")]
    public static partial IAsyncEnumerable<Collection> ExportCollectionsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("select * from collection_pins where workspace_id = @workspace order by name")]
    public static partial IAsyncEnumerable<CollectionPin> ExportCollectionPinsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("""
        select m.* from collections c cross join collection_sources m on m.collection_id = c.id
        where c.workspace_id = @workspace order by c.name, c.version, m.source_id
        """)]
    public static partial IAsyncEnumerable<CollectionSource> ExportCollectionSourcesAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("select * from schedules where workspace_id = @workspace order by name")]
    public static partial IAsyncEnumerable<Schedule> ExportSchedulesAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("select * from definitions where workspace_id = @workspace order by kind, name, version")]
    public static partial IAsyncEnumerable<Definition> ExportDefinitionsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("select * from runs where workspace_id = @workspace order by id")]
    public static partial IAsyncEnumerable<Run> ExportRunsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("""
        select i.* from runs r cross join run_items i on i.run_id = r.id
        where r.workspace_id = @workspace order by r.id, i.stage, i.target_type, i.target_id
        """)]
    public static partial IAsyncEnumerable<RunItem> ExportRunItemsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("""
        select e.* from runs r cross join run_io e on e.run_id = r.id
        where r.workspace_id = @workspace order by r.id, e.direction, e.entity_type, e.entity_id, e.role
        """)]
    public static partial IAsyncEnumerable<RunIo> ExportRunIoAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("""
        select e.* from runs r cross join events e on e.stream_type = 'run' and e.stream_id = r.id
        where r.workspace_id = @workspace order by r.id, e.stream_version
        """)]
    public static partial IAsyncEnumerable<EventRow> ExportEventsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("select * from queries where workspace_id = @workspace order by at desc")]
    public static partial IAsyncEnumerable<LoggedQuery> ExportQueriesAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("""
        select r.* from queries q cross join query_results r on r.query_id = q.id
        where q.workspace_id = @workspace order by q.at desc
        """)]
    public static partial IAsyncEnumerable<LoggedQueryResult> ExportQueryResultsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);

    [Query("select * from artifacts where workspace_id = @workspace order by owner_type, owner_id, kind, uri")]
    public static partial IAsyncEnumerable<Artifact> ExportArtifactsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken);
}

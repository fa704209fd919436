namespace LineageAot.Lineage;

/// <summary>The SQL of lists of documents, chunk sets and chunks.</summary>
internal static partial class DocumentListStatements
{
    [Query("select * from documents where id = @id and workspace_id = @workspace")]
    public static partial ValueTask<Document?> GetDocumentAsync(this ReadSource source, WorkspaceId workspace, DocumentId id, CancellationToken cancellationToken = default);

    [Query("select * from chunk_sets where id = @id and workspace_id = @workspace")]
    public static partial ValueTask<ChunkSet?> GetChunkSetAsync(this ReadSource source, WorkspaceId workspace, ChunkSetId id, CancellationToken cancellationToken = default);

    [Query("select * from chunks where id = @id and workspace_id = @workspace")]
    public static partial ValueTask<Chunk?> GetChunkAsync(this ReadSource source, WorkspaceId workspace, ChunkId id, CancellationToken cancellationToken = default);

    [Query("select * from documents where workspace_id = @workspace order by id desc")]
    public static partial ValueTask<Page<Document>> ListDocumentsAsync(this ReadSource source, WorkspaceId workspace, int size, Cursor? after, CancellationToken cancellationToken = default);

    [Query("select count(*) from documents where workspace_id = @workspace")]
    public static partial ValueTask<long> CountDocumentsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken = default);

    [Query("select * from documents where source_version_id = @version and workspace_id = @workspace order by id desc")]
    public static partial ValueTask<Page<Document>> ListDocumentsOfVersionAsync(this ReadSource source, WorkspaceId workspace, SourceVersionId version, int size, Cursor? after, CancellationToken cancellationToken = default);

    [Query("select count(*) from documents where source_version_id = @version and workspace_id = @workspace")]
    public static partial ValueTask<long> CountDocumentsOfVersionAsync(this ReadSource source, WorkspaceId workspace, SourceVersionId version, CancellationToken cancellationToken = default);

    // The plus keeps the planner from walking all of the workspace's documents for the sake of the order: a source has few.
    [Query("""
        select * from documents
        where source_version_id in (select v.id from source_versions v where v.source_id = @of and v.workspace_id = @workspace) and +workspace_id = @workspace
        order by id desc
        """)]
    public static partial ValueTask<Page<Document>> ListDocumentsOfSourceAsync(this ReadSource source, WorkspaceId workspace, SourceId of, int size, Cursor? after, CancellationToken cancellationToken = default);

    [Query("""
        select count(*) from documents
        where source_version_id in (select v.id from source_versions v where v.source_id = @of and v.workspace_id = @workspace) and +workspace_id = @workspace
        """)]
    public static partial ValueTask<long> CountDocumentsOfSourceAsync(this ReadSource source, WorkspaceId workspace, SourceId of, CancellationToken cancellationToken = default);

    [Query("select * from chunk_sets where document_id = @document and workspace_id = @workspace order by id desc")]
    public static partial ValueTask<IReadOnlyList<ChunkSet>> ListChunkSetsAsync(this ReadSource source, WorkspaceId workspace, DocumentId document, CancellationToken cancellationToken = default);

    [Query("""
        select * from chunks
        where chunk_set_id in (select t.id from chunk_sets t
            where t.document_id = @document and t.workspace_id = @workspace and t.status <> 'building' and (@config is null or t.chunk_config_id = @config))
        and +workspace_id = @workspace order by chunk_set_id, ordinal
        """)]
    public static partial ValueTask<Page<Chunk>> ListChunksOfDocumentAsync(
        this ReadSource source, WorkspaceId workspace, DocumentId document, ChunkConfigId? config, int size, Cursor? after, CancellationToken cancellationToken = default);

    [Query("""
        select coalesce(sum(chunk_count), 0) from chunk_sets
        where document_id = @document and workspace_id = @workspace and status <> 'building' and (@config is null or chunk_config_id = @config)
        """)]
    public static partial ValueTask<long> CountChunksOfDocumentAsync(this ReadSource source, WorkspaceId workspace, DocumentId document, ChunkConfigId? config, CancellationToken cancellationToken = default);

    // Not a join: the walk must follow the order of chunks, with one seek to each one's set.
    [Query("""
        select * from chunks
        where workspace_id = @workspace
            and (select t.status = 'ready' or @superseded and t.status = 'superseded' from chunk_sets t where t.id = chunk_set_id)
        order by id
        """)]
    public static partial ValueTask<Page<Chunk>> ListChunksAsync(this ReadSource source, WorkspaceId workspace, bool superseded, int size, Cursor? after, CancellationToken cancellationToken = default);

    // Over the sets, which are far fewer, and each knows its number of chunks.
    [Query("""
        select coalesce(sum(chunk_count), 0) from chunk_sets
        where workspace_id = @workspace and (status = 'ready' or @superseded and status = 'superseded')
        """)]
    public static partial ValueTask<long> CountListedChunksAsync(this ReadSource source, WorkspaceId workspace, bool superseded, CancellationToken cancellationToken = default);
}

namespace LineageAot.Lineage;

/// <summary>The SQL about documents, chunk sets and chunks.</summary>
internal static partial class DocumentStatements
{
    [Query("""
        select id from documents
        where source_version_id = @version and extractor = @extractor and extractor_version = @extractorVersion and params_signature = @parameters
        """)]
    public static partial DocumentId? FindDocument(this WriteScope unit, SourceVersionId version, string extractor, string extractorVersion, Sha256 parameters);

    [Query("select * from chunk_sets where document_id = @document and chunk_config_id = @config")]
    public static partial ChunkSet? FindChunkSet(this WriteScope unit, DocumentId document, ChunkConfigId config);

    [Query("select * from chunk_configs where signature = @signature")]
    public static partial ChunkConfig? FindChunkConfig(this WriteScope unit, Sha256 signature);

    [Command("update chunk_sets set status = 'ready', chunk_count = @count, updated_at = @at where id = @set")]
    public static partial int SetReady(this WriteScope unit, ChunkSetId set, int count, DateTimeOffset at);

    [Command("update chunk_sets set run_id = @run, updated_at = @at where id = @set and status = 'building' and run_id is not @run")]
    public static partial int TakeOver(this WriteScope unit, ChunkSetId set, RunId run, DateTimeOffset at);

    [Query("select count(*) from chunks where chunk_set_id = @set")]
    public static partial int CountChunks(this WriteScope unit, ChunkSetId set);

    [Query("select status from chunk_sets where id = @set and workspace_id = @workspace")]
    public static partial ChunkSetStatus? FindSetStatus(this WriteScope unit, WorkspaceId workspace, ChunkSetId set);

    [Query("select id from chunks where chunk_set_id = @set and ordinal >= @first and ordinal < @end order by ordinal")]
    public static partial IReadOnlyList<ChunkId> ListChunkIds(this WriteScope unit, ChunkSetId set, int first, int end);

    [Query("select chunk_hash from chunks where chunk_set_id = @set order by ordinal")]
    public static partial IReadOnlyList<Sha256> ListChunkHashes(this WriteScope unit, ChunkSetId set);

    // From the end: what is left is the beginning of the same set.
    [Command("delete from chunks where id in (select id from chunks where chunk_set_id = @set order by ordinal desc limit @limit)")]
    public static partial int DeleteChunks(this WriteScope unit, ChunkSetId set, int limit);
}

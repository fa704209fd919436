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

    [Command("""
        update chunk_sets set status = 'superseded', updated_at = @at
        where status = 'ready' and document_id in (
            select d.id from sources s join source_versions v on v.source_id = s.id join documents d on d.source_version_id = v.id
            where s.id in (@sources) and v.id <> s.current_version_id)
        """)]
    public static partial int Supersede(this WriteScope unit, IReadOnlyList<SourceId> sources, DateTimeOffset at);

    [Query("select count(*) from chunks where chunk_set_id = @set")]
    public static partial int CountChunks(this WriteScope unit, ChunkSetId set);
}

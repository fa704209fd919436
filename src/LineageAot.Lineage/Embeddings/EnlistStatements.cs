namespace LineageAot.Lineage;

/// <summary>A vector that is to be deleted, and where it's kept.</summary>
[Row]
internal readonly partial record struct KeptVector(string VectorStore, string VectorCollection, string VectorId);

/// <summary>The SQL about what enters and leaves embedding sets as chunk sets come and go.</summary>
internal static partial class EnlistStatements
{
    // Who has a row for the set's first chunk has been told of it. Rows that wait for their vector's deletion don't count: they are given up.
    [Command("""
        insert into embedding_backlog (embedding_set_id, chunk_set_id, next_ordinal, created_at, updated_at)
        select e.id, s.id, 0, @now, @now from embedding_sets e join chunk_sets s on s.id = @set
        where e.workspace_id = @workspace and e.status <> 'retired' and s.workspace_id = @workspace and s.status = 'ready' and s.chunk_count > 0
            and not exists (
                select 1 from chunks c join chunk_embeddings p on p.embedding_set_id = e.id and p.chunk_id = c.id
                where c.chunk_set_id = s.id and c.ordinal = 0 and p.state <> 'deleting')
        on conflict do nothing
        """)]
    public static partial int EnlistChunkSet(this WriteScope unit, WorkspaceId workspace, ChunkSetId set, DateTimeOffset now);

    [Query("select exists (select 1 from embedding_sets where workspace_id = @workspace)")]
    public static partial bool HasEmbeddingSets(this WriteScope unit, WorkspaceId workspace);

    [Query("""
        select s.id from source_versions v join documents d on d.source_version_id = v.id join chunk_sets s on s.document_id = d.id
        where v.source_id in (@sources) and v.workspace_id = @workspace
        """)]
    public static partial IReadOnlyList<ChunkSetId> ListChunkSetsOf(this WriteScope unit, WorkspaceId workspace, IReadOnlyList<SourceId> sources);

    [Query("""
        select s.id from sources o join documents d on d.source_version_id = o.current_version_id join chunk_sets s on s.document_id = d.id
        where o.id = @source and o.workspace_id = @workspace and s.status = 'ready'
        """)]
    public static partial IReadOnlyList<ChunkSetId> ListCurrentChunkSets(this WriteScope unit, WorkspaceId workspace, SourceId source);

    [Command("delete from embedding_backlog where chunk_set_id in (@sets)")]
    public static partial int DeleteBacklogOf(this WriteScope unit, IReadOnlyList<ChunkSetId> sets);

    [Command("delete from chunk_embeddings where chunk_id in (select id from chunks where chunk_set_id in (@sets)) and state in ('pending', 'failed')")]
    public static partial int DeleteUnmade(this WriteScope unit, IReadOnlyList<ChunkSetId> sets);

    [Command("update chunk_embeddings set state = 'deleting', updated_at = @now where chunk_id in (select id from chunks where chunk_set_id in (@sets)) and state = 'ready'")]
    public static partial int SetDeletingOf(this WriteScope unit, IReadOnlyList<ChunkSetId> sets, DateTimeOffset now);

    [Query("""
        select e.vector_store, e.vector_collection, p.vector_id
        from source_versions v
            cross join documents d on d.source_version_id = v.id
            cross join chunk_sets s on s.document_id = d.id
            cross join chunks c on c.chunk_set_id = s.id
            cross join chunk_embeddings p on p.chunk_id = c.id
            cross join embedding_sets e on e.id = p.embedding_set_id
        where v.source_id in (@sources) and v.workspace_id = @workspace and p.vector_id is not null
        """)]
    public static partial IReadOnlyList<KeptVector> ListVectorsOf(this WriteScope unit, WorkspaceId workspace, IReadOnlyList<SourceId> sources);

    [Query("select vector_id from chunk_embeddings where embedding_set_id = @set and vector_id > @after order by vector_id limit @limit")]
    public static partial IReadOnlyList<string> ListVectors(this WriteScope unit, EmbeddingSetId set, string after, int limit);

    [Query("select * from embedding_sets where workspace_id = @workspace order by name")]
    public static partial IReadOnlyList<EmbeddingSet> ListEmbeddingSets(this WriteScope unit, WorkspaceId workspace);
}

namespace LineageAot.Lineage;

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

    [Command("delete from embedding_backlog where chunk_set_id in (@sets)")]
    public static partial int DeleteBacklogOf(this WriteScope unit, IReadOnlyList<ChunkSetId> sets);

    [Command("delete from chunk_embeddings where chunk_id in (select id from chunks where chunk_set_id in (@sets)) and state in ('pending', 'failed')")]
    public static partial int DeleteUnmade(this WriteScope unit, IReadOnlyList<ChunkSetId> sets);

    [Command("update chunk_embeddings set state = 'deleting', updated_at = @now where chunk_id in (select id from chunks where chunk_set_id in (@sets)) and state = 'ready'")]
    public static partial int SetDeletingOf(this WriteScope unit, IReadOnlyList<ChunkSetId> sets, DateTimeOffset now);
}

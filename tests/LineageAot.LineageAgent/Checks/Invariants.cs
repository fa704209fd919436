using System.Globalization;
using LineageAot.Lineage;

namespace LineageAot.LineageAgent.Checks;

/// <summary>What holds in every store at every time, whatever was killed.</summary>
internal static class Invariants
{
    /// <summary>Each statement counts what mustn't be.</summary>
    private static readonly (string Name, string Sql)[] Rules =
    [
        ("foreign keys point at rows", "select count(*) from pragma_foreign_key_check"),
        ("a whole chunk set has as many chunks as it says", "select count(*) from chunk_sets s where s.status = 'ready' and s.chunk_count <> (select count(*) from chunks c where c.chunk_set_id = s.id)"),
        ("ordinals have no gaps", "select count(*) from (select c.chunk_set_id from chunks c join chunk_sets s on s.id = c.chunk_set_id where s.status <> 'superseded' group by 1 having max(c.ordinal) <> count(*) - 1)"),
        ("a pointer has its chunk", "select count(*) from chunk_embeddings e where not exists (select 1 from chunks c where c.id = e.chunk_id)"),
        ("a pointer is in its chunk's workspace", "select count(*) from chunk_embeddings e join chunks c on c.id = e.chunk_id join embedding_sets s on s.id = e.embedding_set_id where c.workspace_id <> s.workspace_id or c.workspace_id <> e.workspace_id"),
        ("the backlog stands for whole chunk sets", "select count(*) from embedding_backlog b join chunk_sets s on s.id = b.chunk_set_id where s.status <> 'ready' or b.next_ordinal >= s.chunk_count"),
        // A row whose vector waits for its deletion is turned into one to be embedded by that deletion, where its source came back.
        ("every chunk in use is in the backlog or has its row, and not both", """
            select count(*) from embedding_sets e join chunk_sets s on s.workspace_id = e.workspace_id join chunks c on c.chunk_set_id = s.id
                join documents d on d.id = s.document_id join source_versions v on v.id = d.source_version_id join sources o on o.id = v.source_id
                left join embedding_backlog b on b.embedding_set_id = e.id and b.chunk_set_id = s.id
                left join chunk_embeddings p on p.embedding_set_id = e.id and p.chunk_id = c.id
            where e.status <> 'retired' and s.status = 'ready' and o.deleted_at is null
                and case when b.next_ordinal <= c.ordinal then coalesce(p.state, 'deleting') <> 'deleting' else p.chunk_id is null end
            """),
        ("nothing that is replaced waits to be embedded", "select count(*) from chunk_embeddings e join chunks c on c.id = e.chunk_id join chunk_sets s on s.id = c.chunk_set_id where s.status = 'superseded' and e.state <> 'deleting'"),
        ("a vector is recorded once", "select count(*) from (select 1 from chunk_embeddings where vector_id is not null group by embedding_set_id, vector_id having count(*) > 1)"),
        ("a version's content is stored", "select count(*) from source_versions v where not exists (select 1 from contents c where c.sha256 = v.content_sha256)"),
        ("a source's current version is its newest", "select count(*) from sources s where s.current_version_id is not (select v.id from source_versions v where v.source_id = s.id order by v.version_no desc limit 1)"),
        ("no version repeats the one before it", "select count(*) from source_versions a join source_versions b on b.source_id = a.source_id and b.version_no = a.version_no + 1 where a.content_sha256 = b.content_sha256"),
        ("a source's history ends with its state", """
            select count(*) from sources s join source_history h on h.source_id = s.id and h.seq = (select max(x.seq) from source_history x where x.source_id = s.id)
            where case when s.deleted_at is not null then 'deleted' when s.missing_since is not null then 'missing' else 'there' end <> case when h.state in ('deleted', 'missing') then h.state else 'there' end
            """),
        ("history has no gaps", "select count(*) from (select source_id from source_history group by 1 having max(seq) <> count(*) or min(seq) <> 1)"),
        ("a deleted source has no chunk set in use", "select count(*) from sources s join source_versions v on v.source_id = s.id join documents d on d.source_version_id = v.id join chunk_sets t on t.document_id = d.id where s.deleted_at is not null and t.status = 'ready'"),
        ("a run that is over says when", "select count(*) from runs where (finished_at is null) <> (status in ('queued', 'running'))"),
        ("a run that is over holds no item", "select count(*) from run_items i join runs r on r.id = i.run_id where r.finished_at is not null and (i.status = 'running' or i.lease_owner is not null)"),
        ("a run has its events, and the last one tells its end", """
            select count(*) from runs r where not exists (
                select 1 from events e where e.stream_type = 'run' and e.stream_id = r.id and (r.finished_at is null or e.event_type = 'run.' || r.status)
                    and e.stream_version = (select x.version from event_streams x where x.stream_type = 'run' and x.stream_id = r.id))
            """),
        ("an idempotency key has one run", "select count(*) from (select 1 from runs where idempotency_key is not null group by workspace_id, idempotency_key having count(*) > 1)"),
        ("a run was resumed once", "select count(*) from (select 1 from runs where attempt > 1 group by parent_run_id having count(*) > 1)"),
        ("a vector is asked to be deleted once", """
            select count(*) from (
                select 1 from outbox o, json_each(o.payload, '$.vector_ids') v where o.kind = 'vectors.delete'
                group by json_extract(o.payload, '$.vector_store'), json_extract(o.payload, '$.vector_collection'), v.value having count(*) > 1)
            """),
        ("a content is asked to be deleted once", "select count(*) from (select 1 from outbox where kind = 'contents.delete' group by json_extract(payload, '$.sha256') having count(*) > 1)"),
        ("a vector that is asked to be deleted has no ready pointer", """
            select count(*) from outbox o, json_each(o.payload, '$.vector_ids') v
                join chunk_embeddings e on e.vector_id = v.value and e.state = 'ready' join embedding_sets s on s.id = e.embedding_set_id
            where o.kind = 'vectors.delete' and s.vector_collection = json_extract(o.payload, '$.vector_collection')
            """),
    ];

    public static async Task<IReadOnlyList<string>> FindAsync(LineageStore store)
    {
        var findings = new List<string>((await store.Database.CheckIntegrityAsync()).Findings);
        findings.AddRange(await store.VerifyEventsAsync());
        findings.AddRange(store.IsSplit ? (await store.EventsDatabase.CheckIntegrityAsync()).Findings : []);
        using var connection = EventTables.Open(store);
        foreach (var (name, sql) in Rules)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            var count = Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
            if (count != 0)
            {
                findings.Add($"{name}: {count} exceptions");
            }
        }

        return findings;
    }
}

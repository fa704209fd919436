using System.Globalization;
using LineageAot.Lineage;

namespace LineageAot.LineageAgent.Checks;

/// <summary>
/// What a store holds, in words that are the same for two stores in which the same things were done: no keys that were drawn, no times, and of runs that were killed only what came of them.
/// </summary>
internal static class Contents
{
    private const string Versions = "workspaces w join sources o on o.workspace_id = w.id join source_versions v on v.source_id = o.id";
    private const string Sets = Versions + " join documents d on d.source_version_id = v.id join chunk_sets s on s.document_id = d.id join chunk_configs k on k.id = s.chunk_config_id";

    private static readonly (string Name, string Sql)[] Tables =
    [
        ("workspace", "select name, status, settings from workspaces"),
        ("connector", "select w.name, c.kind, c.name, c.cursor, c.sync_mode, c.interval, c.paused_at is null from connectors c join workspaces w on w.id = c.workspace_id"),
        ("content", "select hex(sha256), size_bytes, storage_uri from contents"),
        ("source", "select w.name, o.uri, o.size_bytes, o.missing_since is not null, o.deleted_at is not null, (select version_no from source_versions where id = o.current_version_id) from workspaces w join sources o on o.workspace_id = w.id"),
        ("history", "select w.name, o.uri, h.seq, h.state, (select version_no from source_versions where id = h.source_version_id) from workspaces w join sources o on o.workspace_id = w.id join source_history h on h.source_id = o.id"),
        ("version", $"select w.name, o.uri, v.version_no, hex(v.content_sha256) from {Versions}"),
        ("document", $"select w.name, o.uri, v.version_no, d.extractor, d.extractor_version from {Versions} join documents d on d.source_version_id = v.id"),
        ("chunk set", $"select w.name, o.uri, v.version_no, k.chunk_size, s.status, s.chunk_count from {Sets}"),
        ("chunk", $"select w.name, o.uri, v.version_no, k.chunk_size, c.ordinal, hex(c.chunk_hash) from {Sets} join chunks c on c.chunk_set_id = s.id"),
        ("embedding set", "select w.name, e.name, e.status from embedding_sets e join workspaces w on w.id = e.workspace_id"),
        ("backlog", $"select w.name, o.uri, v.version_no, k.chunk_size, e.name, b.next_ordinal from {Sets} join embedding_backlog b on b.chunk_set_id = s.id join embedding_sets e on e.id = b.embedding_set_id"),
        ("pointer", $"select w.name, o.uri, v.version_no, k.chunk_size, c.ordinal, e.name, p.state, p.vector_id is null, p.embedded_hash is c.chunk_hash, p.last_error from {Sets} join chunks c on c.chunk_set_id = s.id join chunk_embeddings p on p.chunk_id = c.id join embedding_sets e on e.id = p.embedding_set_id"),
        ("collection", "select w.name, c.name, c.version, c.status, (select e.name from embedding_sets e where e.id = c.embedding_set_id), exists (select 1 from collection_pins p where p.collection_id = c.id) from collections c join workspaces w on w.id = c.workspace_id"),
        ("member", "select c.name, c.version, o.uri from collection_sources m join collections c on c.id = m.collection_id join sources o on o.id = m.source_id"),
        ("pipeline", "select name, version, status from pipelines"),
        ("schedule", "select name, interval, enabled, next_run_at from schedules"),
        ("definition", "select kind, name, version, enabled, body from definitions"),
        ("artifact", "select owner_type, kind, uri, size_bytes from artifacts"),
        ("setting", "select key, value, schema_version from settings"),
        ("query", "select text, top_k from queries"),
        ("result", "select q.text, r.rank, hex(r.chunk_hash), r.score from query_results r join queries q on q.id = r.query_id"),
        ("run", "select w.name, r.run_type, r.trigger, r.status, count(*) from runs r join workspaces w on w.id = r.workspace_id where r.status <> 'abandoned' or r.trigger = 'dead' group by 1, 2, 3, 4"),
        ("item", """
            select stage, target_type, coalesce((select uri from sources where id = target_id), hex(target_id)) as target,
                case min(case status when 'succeeded' then 0 when 'skipped' then 1 when 'failed' then 2 else 3 end) when 0 then 'succeeded' when 1 then 'skipped' when 2 then 'failed' else 'open' end
            from run_items group by stage, target_type, target
            """),
        ("edge", "select direction, entity_type, role, count(distinct entity_id) from run_io group by 1, 2, 3"),
        ("stream", "select stream_type, hex(stream_id), version, archived_at is not null from event_streams where stream_type <> 'run'"),
        ("event", "select stream_type, hex(stream_id), stream_version, event_type, payload from events where stream_type <> 'run'"),
        ("snapshot", "select stream_type, hex(stream_id), stream_version, hex(data) from snapshots"),
        ("place", "select processor, shard, position > 0, lease_owner from checkpoints"),
        ("told", "select payload, done_at is not null, dead_at is not null, last_error, lease_owner from outbox where kind = 'told'"),
        ("vector to delete", "select json_extract(o.payload, '$.vector_collection'), v.value from outbox o, json_each(o.payload, '$.vector_ids') v where o.kind = 'vectors.delete'"),
        ("content to delete", "select json_extract(payload, '$.sha256') from outbox where kind = 'contents.delete'"),
    ];

    public static IReadOnlyList<string> Read(LineageStore store)
    {
        var lines = new List<string>();
        using var connection = EventTables.Open(store);
        foreach (var (name, sql) in Tables)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var values = Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture));
                lines.Add($"{name}: {string.Join(" | ", values)}");
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>The kinds of the lines of an export, where there is one.</summary>
    public static IEnumerable<string> ReadExport(string path)
        => File.Exists(path + ".jsonl")
            ? File.ReadLines(path + ".jsonl").Select(static line => "export: " + line[..line.IndexOf(',', StringComparison.Ordinal)]).CountBy(static kind => kind).Select(static kind => $"{kind.Key} {kind.Value}")
            : [];
}

namespace LineageAot.Lineage.Tests.Rules;

/// <summary>Two rows of every table, parents first: a good one, at the border of its rules where they have one, and another that shares nothing with it that must be unique.</summary>
internal static class RuleRows
{
    public static IReadOnlyList<RuleCase> All { get; } = [.. RuleCase.Parse(Rows)];

    private const string Rows = """
        workspaces
          row: id = #1; name = 'one'; status = 'active'; settings = '{}' | id = #2; name = 'two'
        connectors
          row: id = #1; workspace_id = #1; kind = 'folder'; name = 'one'; config = '{}'; cursor = '{}'; cursor_version = 1; sync_mode = 'one_time' | id = #2; name = 'two'
        contents
          row: sha256 = ##1; size_bytes = 0 | sha256 = ##2
        sources
          row: id = #1; workspace_id = #1; connector_id = #1; source_type = 'file'; uri = 'one'; meta = '{}'; size_bytes = 0; last_seen_at = 1; row_version = 1 | id = #2; uri = 'two'
        source_history
          row: source_id = #1; seq = 1; state = 'current' | source_id = #2
        source_versions
          row: id = #1; workspace_id = #1; source_id = #1; version_no = 1; content_sha256 = ##1; meta = '{}' | id = #2; version_no = 2
        documents
          row: id = #1; workspace_id = #1; source_version_id = #1; extractor = 'plain'; extractor_version = '1'; params_signature = ##1; stats = '{}'; meta = '{}' | id = #2; extractor = 'html'
        chunk_configs
          row: id = #1; splitter = 'words'; splitter_version = '1'; chunk_size = 1; chunk_overlap = 0; params = '{}'; signature = ##1 | id = #2; signature = ##2
        chunk_sets
          row: id = #1; workspace_id = #1; document_id = #1; chunk_config_id = #1; status = 'building'; chunk_count = 0 | id = #2; document_id = #2
        chunks
          row: id = #1; workspace_id = #1; chunk_set_id = #1; ordinal = 0; chunk_hash = ##1; text = 'a'; start_char = 3; end_char = 3; meta = '{}' | id = #2; ordinal = 1
        embedding_sets
          row: id = #1; workspace_id = #1; name = 'one'; provider = 'acme'; model = 'small'; dimensions = 1; distance = 'dot'; params = '{}'; signature = ##1; vector_store = 'x'; vector_collection = 'y'; status = 'building' | id = #2; name = 'two'; signature = ##2
        chunk_embeddings
          row: embedding_set_id = #1; chunk_id = #1; workspace_id = #1; vector_id = 'one'; state = 'ready'; attempts = 0 | embedding_set_id = #2; chunk_id = #2; vector_id = 'two'
        embedding_backlog
          row: embedding_set_id = #1; chunk_set_id = #1; next_ordinal = 0 | embedding_set_id = #2; chunk_set_id = #2
        pipelines
          row: id = #1; workspace_id = #1; name = 'one'; version = 1; config = '{}'; status = 'draft' | id = #2; name = 'two'
        collections
          row: id = #1; workspace_id = #1; name = 'one'; version = 1; status = 'active'; health_score = 1; sync_mode = 'one_time'; meta = '{}' | id = #2; name = 'two'; health_score = 0
        collection_pins
          row: workspace_id = #1; name = 'one'; collection_id = #1 | name = 'two'
        collection_sources
          row: collection_id = #1; source_id = #1 | collection_id = #2; source_id = #2
        schedules
          row: id = #1; workspace_id = #1; name = 'one'; pipeline_id = #1; interval = 1; enabled = 1 | id = #2; name = 'two'; cron = '0 0 * * *'; interval = null
        definitions
          row: id = #1; workspace_id = #1; kind = 'tool'; name = 'one'; version = 1; body = '{}'; schema = '{}'; enabled = 0 | id = #2; kind = 'flow'; schema = null
        runs
          row: id = #1; workspace_id = #1; run_type = 'index'; status = 'succeeded'; finished_at = 1; idempotency_key = 'one'; params = '{}'; stats = '{}'; progress_done = 0; progress_total = 0; attempt = 1; row_version = 1 | id = #2; status = 'running'; finished_at = null; idempotency_key = 'two'; progress_total = null
        run_items
          row: run_id = #1; stage = 'embed'; target_type = 'chunk'; target_id = #1; status = 'pending'; attempts = 0; metrics = '{}' | target_id = #2; status = 'running'; lease_owner = 'w'; lease_until = 1
        run_io
          row: run_id = #1; direction = 'in'; entity_type = 'chunk'; entity_id = #1; role = 'read' | direction = 'out'
        queries
          row: id = #1; workspace_id = #1; text_sha256 = ##1; top_k = 1; filters = '{}' | id = #2
        query_results
          row: query_id = #1; rank = 1; chunk_id = #1; chunk_hash = ##1 | rank = 2
        artifacts
          row: id = #1; workspace_id = #1; owner_type = 'chunk'; owner_id = #1; kind = 'picture'; uri = 'one'; size_bytes = 0 | id = #2; uri = 'two'
        event_streams
          row: stream_type = 'run'; stream_id = #1; version = 0 | stream_id = #2
        events
          row: position = 1; event_id = #1; stream_type = 'run'; stream_id = #1; stream_version = 1; event_type = 'run.started'; level = 'debug'; payload = '{}'; meta = '{}'; checksum = ##1 | position = 2; event_id = #2; stream_version = 2
        event_log
          row: id = 2; log_id = #1; removed = 0 | id = 3
        event_split
          row: id = 2; log_id = #1; applied_position = 0 | id = 3
        snapshots
          row: stream_type = 'run'; stream_id = #1; stream_version = 1; schema_version = 1; data = x'' | stream_version = 2
        checkpoints
          row: processor = 'one'; shard = 0; position = 0 | shard = 1; lease_owner = 'w'; lease_until = 1
        outbox
          row: position = 1; kind = 'vectors.delete'; dedupe_key = 'one'; payload = '{}'; available_at = 1; attempts = 0; max_attempts = 1 | position = 2; dedupe_key = 'two'; lease_owner = 'w'; lease_until = 1
        log_entries
          row: id = 1; at = 1; level = 'debug'; category = 'x'; message = 'y'; properties = '{}' | id = 2
        settings
          row: key = 'one'; value = '{}'; schema_version = 1 | key = 'two'
        maintenance_log
          row: id = 1; kind = 'vacuum'; started_at = 1 | id = 2; ok = 1; finished_at = 1
        """;

    public static IReadOnlyDictionary<string, string> Good(string table) => RowOf(table).Parts[0];

    public static IReadOnlyDictionary<string, string> Other(string table) => With(table, RowOf(table).Parts[1]);

    /// <summary>The good row with other columns.</summary>
    public static IReadOnlyDictionary<string, string> With(string table, params IEnumerable<IReadOnlyDictionary<string, string>> changes)
    {
        var row = new Dictionary<string, string>(Good(table));
        foreach (var (column, value) in changes.SelectMany(static change => change))
        {
            row[column] = value;
        }

        return row;
    }

    private static RuleCase RowOf(string table) => All.Single(row => row.Table == table);
}

namespace LineageAot.Lineage.Tests.Rules;

/// <summary>
/// What each key and each UNIQUE refuses: first the columns in which a copy of the good row must differ for nothing but the rule to be broken; then the rule's columns, in its order, each with
/// a value under which the copy is taken; then, behind an empty part, what else the rule lets through.
/// </summary>
internal static class UniqueCases
{
    public static IEnumerable<RuleCase> All => RuleCase.Parse(Cases);

    private const string Cases = """
        workspaces
          pk_workspaces_id: name = 'three' | id = #3
          uq_workspaces_name: id = #3 | name = 'three'
        connectors
          pk_connectors_id: name = 'three' | id = #3
          uq_connectors_workspace_id_kind_name: id = #3 | workspace_id = #2 | kind = 'web' | name = 'three'
        contents
          pk_contents_sha256: | sha256 = ##3
        sources
          pk_sources_id: uri = 'three' | id = #3
          uq_sources_workspace_id_uri: id = #3 | workspace_id = #2 | uri = 'three' || uri = 'One'
        source_history
          pk_source_history_source_id_seq: | source_id = #2; seq = 3 | seq = 3
        source_versions
          pk_source_versions_id: version_no = 3 | id = #3
          uq_source_versions_source_id_version_no: id = #3 | source_id = #2 | version_no = 3
        documents
          pk_documents_id: extractor = 'three' | id = #3
          uq_documents_source_version_id_extractor_extractor_version_params_signature: id = #3 | source_version_id = #2 | extractor = 'three' | extractor_version = '3' | params_signature = ##3
        chunk_configs
          pk_chunk_configs_id: signature = ##3 | id = #3
          uq_chunk_configs_signature: id = #3 | signature = ##3
        chunk_sets
          pk_chunk_sets_id: chunk_config_id = #2 | id = #3
          uq_chunk_sets_document_id_chunk_config_id: id = #3 | document_id = #2; chunk_config_id = #2 | chunk_config_id = #2
        chunks
          pk_chunks_id: ordinal = 3 | id = #3
          uq_chunks_chunk_set_id_ordinal: id = #3 | chunk_set_id = #2 | ordinal = 3
        embedding_sets
          pk_embedding_sets_id: name = 'three'; signature = ##3 | id = #3
          uq_embedding_sets_workspace_id_name: id = #3; signature = ##3 | workspace_id = #2 | name = 'three'
          uq_embedding_sets_workspace_id_signature: id = #3; name = 'three' | workspace_id = #2 | signature = ##3
        chunk_embeddings
          pk_chunk_embeddings_embedding_set_id_chunk_id: vector_id = 'three' | embedding_set_id = #2 | chunk_id = #2
          uq_chunk_embeddings_embedding_set_id_vector_id: chunk_id = #2 | embedding_set_id = #2; chunk_id = #1 | vector_id = 'three' || vector_id = null; state = 'pending'
        embedding_backlog
          pk_embedding_backlog_embedding_set_id_chunk_set_id: | embedding_set_id = #2 | chunk_set_id = #2
        pipelines
          pk_pipelines_id: name = 'three' | id = #3
          uq_pipelines_workspace_id_name_version: id = #3 | workspace_id = #2 | name = 'three' | version = 3
        collections
          pk_collections_id: name = 'three' | id = #3
          uq_collections_workspace_id_name_version: id = #3 | workspace_id = #2 | name = 'three' | version = 3
        collection_pins
          pk_collection_pins_workspace_id_name: collection_id = #2 | workspace_id = #2 | name = 'three'
        collection_sources
          pk_collection_sources_collection_id_source_id: | collection_id = #2 | source_id = #2
        schedules
          pk_schedules_id: name = 'three' | id = #3
          uq_schedules_workspace_id_name: id = #3 | workspace_id = #2 | name = 'three'
        definitions
          pk_definitions_id: name = 'three' | id = #3
          uq_definitions_workspace_id_kind_name_version: id = #3 | workspace_id = #2 | kind = 'flow'; version = 3 | name = 'three' | version = 3
        runs
          pk_runs_id: idempotency_key = 'three' | id = #3
          uq_runs_workspace_id_idempotency_key: id = #3 | workspace_id = #2 | idempotency_key = 'three' || idempotency_key = null
        run_items
          pk_run_items_run_id_stage_target_type_target_id: | run_id = #2 | stage = 'split' | target_type = 'document' | target_id = #3
        run_io
          pk_run_io_run_id_direction_entity_type_entity_id_role: | run_id = #2 | direction = 'out'; role = 'three' | entity_type = 'document' | entity_id = #3 | role = 'three'
        queries
          pk_queries_id: | id = #3
        query_results
          pk_query_results_query_id_rank: | query_id = #2 | rank = 3
        artifacts
          pk_artifacts_id: uri = 'three' | id = #3
          uq_artifacts_workspace_id_owner_type_owner_id_kind_uri: id = #3 | workspace_id = #2 | owner_type = 'document' | owner_id = #3 | kind = 'log' | uri = 'three'
        event_streams
          pk_event_streams_stream_type_stream_id: | stream_type = 'chunk' | stream_id = #3
        events
          pk_events_position: event_id = #3; stream_version = 3 | position = 3
          uq_events_stream_type_stream_id_stream_version: position = 3; event_id = #3 | stream_type = 'chunk' | stream_id = #3 | stream_version = 3
          uq_events_event_id_stream_type_stream_id: position = 3; stream_version = 3 | event_id = #3 | stream_type = 'chunk' | stream_id = #3
        event_log
          pk_event_log_id: | id = 4
        event_split
          pk_event_split_id: | id = 4
        snapshots
          pk_snapshots_stream_type_stream_id_stream_version: | stream_type = 'chunk' | stream_id = #3 | stream_version = 3
        checkpoints
          pk_checkpoints_processor_shard: | processor = 'three' | shard = 3
        outbox
          pk_outbox_position: dedupe_key = 'three' | position = 3
          uq_outbox_kind_dedupe_key: position = 3 | kind = 'contents.delete' | dedupe_key = 'three' || dedupe_key = null | done_at = 1 | dead_at = 1
        log_entries
          pk_log_entries_id: | id = 3
        settings
          pk_settings_key: | key = 'three'
        maintenance_log
          pk_maintenance_log_id: | id = 3
        """;
}

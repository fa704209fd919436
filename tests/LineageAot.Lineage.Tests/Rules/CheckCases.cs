namespace LineageAot.Lineage.Tests.Rules;

/// <summary>What each CHECK refuses: the good row of its table with these columns is one step outside it. <c>#short</c> is a key, <c>##short</c> a hash, that lacks a byte.</summary>
internal static partial class CheckCases
{
    public static IEnumerable<RuleCase> All => RuleCase.Parse(FromArtifactsToEventStreams).Concat(RuleCase.Parse(FromEventsToWorkspaces));

    private const string FromArtifactsToEventStreams = """
        artifacts
          ck_artifacts_id: id = #short
          ck_artifacts_workspace_id: workspace_id = #short
          ck_artifacts_owner_type: owner_type = 'other'
          ck_artifacts_owner_id: owner_id = #short
          ck_artifacts_sha256: sha256 = ##short
          ck_artifacts_run_id: run_id = #short
          ck_artifacts_1: size_bytes = -1
        checkpoints
          ck_checkpoints_shard: shard = 2147483648
          ck_checkpoints_token: token = -1
          ck_checkpoints_attempts: attempts = 2147483648
          ck_checkpoints_attempts_2: attempts = -1
          ck_checkpoints_1: position = -1
          ck_checkpoints_2: lease_owner = 'w'; lease_until = null
          ck_checkpoints_2: lease_owner = null; lease_until = 1
        chunk_configs
          ck_chunk_configs_id: id = #short
          ck_chunk_configs_chunk_size: chunk_size = 2147483648
          ck_chunk_configs_chunk_overlap: chunk_overlap = 2147483648
          ck_chunk_configs_params: params = '{'
          ck_chunk_configs_signature: signature = ##short
          ck_chunk_configs_1: chunk_size = 0; chunk_overlap = -1
          ck_chunk_configs_2: chunk_size = 5; chunk_overlap = 5
          ck_chunk_configs_2: chunk_overlap = -1
        chunk_embeddings
          ck_chunk_embeddings_embedding_set_id: embedding_set_id = #short
          ck_chunk_embeddings_chunk_id: chunk_id = #short
          ck_chunk_embeddings_workspace_id: workspace_id = #short
          ck_chunk_embeddings_state: state = 'other'
          ck_chunk_embeddings_embedded_hash: embedded_hash = ##short
          ck_chunk_embeddings_attempts: attempts = 2147483648
          ck_chunk_embeddings_error_category: error_category = 'other'
          ck_chunk_embeddings_run_id: run_id = #short
          ck_chunk_embeddings_1: state = 'pending'
          ck_chunk_embeddings_1: state = 'failed'
          ck_chunk_embeddings_1: state = 'ready'; vector_id = null
          ck_chunk_embeddings_1: state = 'deleting'; vector_id = null
          ck_chunk_embeddings_2: lease_owner = 'w'; lease_until = null
          ck_chunk_embeddings_2: lease_owner = null; lease_until = 1
          ck_chunk_embeddings_3: attempts = -1
        chunk_sets
          ck_chunk_sets_id: id = #short
          ck_chunk_sets_workspace_id: workspace_id = #short
          ck_chunk_sets_document_id: document_id = #short
          ck_chunk_sets_chunk_config_id: chunk_config_id = #short
          ck_chunk_sets_status: status = 'other'
          ck_chunk_sets_chunk_count: chunk_count = 2147483648
          ck_chunk_sets_run_id: run_id = #short
          ck_chunk_sets_1: chunk_count = -1
        chunks
          ck_chunks_id: id = #short
          ck_chunks_workspace_id: workspace_id = #short
          ck_chunks_chunk_set_id: chunk_set_id = #short
          ck_chunks_ordinal: ordinal = 2147483648
          ck_chunks_chunk_hash: chunk_hash = ##short
          ck_chunks_token_count: token_count = 2147483648
          ck_chunks_start_char: start_char = 2147483648
          ck_chunks_end_char: end_char = 2147483648
          ck_chunks_page_start: page_start = 2147483648
          ck_chunks_page_end: page_end = 2147483648
          ck_chunks_meta: meta = '{'
          ck_chunks_1: text_uri = 'file:x'
          ck_chunks_1: text = null
          ck_chunks_2: ordinal = -1
          ck_chunks_3: start_char = 4; end_char = 3
        collection_pins
          ck_collection_pins_workspace_id: workspace_id = #short
          ck_collection_pins_collection_id: collection_id = #short
        collection_sources
          ck_collection_sources_collection_id: collection_id = #short
          ck_collection_sources_source_id: source_id = #short
        collections
          ck_collections_id: id = #short
          ck_collections_workspace_id: workspace_id = #short
          ck_collections_version: version = 2147483648
          ck_collections_status: status = 'other'
          ck_collections_chunk_config_id: chunk_config_id = #short
          ck_collections_embedding_set_id: embedding_set_id = #short
          ck_collections_sync_mode: sync_mode = 'other'
          ck_collections_meta: meta = '{'
          ck_collections_1: version = 0
          ck_collections_2: health_score = -0.001
          ck_collections_2: health_score = 1.001
        connectors
          ck_connectors_id: id = #short
          ck_connectors_workspace_id: workspace_id = #short
          ck_connectors_config: config = '{'
          ck_connectors_cursor: cursor = '{'
          ck_connectors_cursor_version: cursor_version = 2147483648
          ck_connectors_sync_mode: sync_mode = 'other'
        contents
          ck_contents_sha256: sha256 = ##short
          ck_contents_1: size_bytes = -1
        definitions
          ck_definitions_id: id = #short
          ck_definitions_workspace_id: workspace_id = #short
          ck_definitions_kind: kind = 'other'
          ck_definitions_version: version = 2147483648
          ck_definitions_body: body = '{'
          ck_definitions_schema: schema = '{'
          ck_definitions_enabled: enabled = 2
          ck_definitions_1: version = 0
          ck_definitions_2: kind = 'tool'; schema = null
        documents
          ck_documents_id: id = #short
          ck_documents_workspace_id: workspace_id = #short
          ck_documents_source_version_id: source_version_id = #short
          ck_documents_params_signature: params_signature = ##short
          ck_documents_text_sha256: text_sha256 = ##short
          ck_documents_stats: stats = '{'
          ck_documents_meta: meta = '{'
          ck_documents_run_id: run_id = #short
        embedding_backlog
          ck_embedding_backlog_embedding_set_id: embedding_set_id = #short
          ck_embedding_backlog_chunk_set_id: chunk_set_id = #short
          ck_embedding_backlog_next_ordinal: next_ordinal = 2147483648
          ck_embedding_backlog_1: next_ordinal = -1
        embedding_sets
          ck_embedding_sets_id: id = #short
          ck_embedding_sets_workspace_id: workspace_id = #short
          ck_embedding_sets_dimensions: dimensions = 2147483648
          ck_embedding_sets_distance: distance = 'other'
          ck_embedding_sets_params: params = '{'
          ck_embedding_sets_signature: signature = ##short
          ck_embedding_sets_status: status = 'other'
          ck_embedding_sets_1: dimensions = 0
        event_streams
          ck_event_streams_stream_id: stream_id = #short
          ck_event_streams_head_checksum: head_checksum = ##short
          ck_event_streams_1: version = -1
        event_log
          ck_event_log_id: id = 2147483648
          ck_event_log_log_id: log_id = #short
          ck_event_log_1: removed = -1
        event_split
          ck_event_split_id: id = 2147483648
          ck_event_split_log_id: log_id = #short
          ck_event_split_1: applied_position = -1
        """;
}

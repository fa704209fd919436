namespace LineageAot.Lineage.Tests.Rules;

internal static partial class CheckCases
{
    private const string FromEventsToWorkspaces = """
        events
          ck_events_event_id: event_id = #short
          ck_events_stream_id: stream_id = #short
          ck_events_level: level = 'other'
          ck_events_run_id: run_id = #short
          ck_events_payload: payload = '{'
          ck_events_meta: meta = '{'
          ck_events_checksum: checksum = ##short
          ck_events_1: stream_version = 0
        log_entries
          ck_log_entries_level: level = 'other'
          ck_log_entries_properties: properties = '{'
        maintenance_log
          ck_maintenance_log_ok: ok = 2
          ck_maintenance_log_1: ok = 1; finished_at = null
          ck_maintenance_log_1: ok = null; finished_at = 1
        outbox
          ck_outbox_payload: payload = '{'
          ck_outbox_attempts: attempts = 2147483648
          ck_outbox_max_attempts: max_attempts = 2147483648
          ck_outbox_1: attempts = -1
          ck_outbox_1: max_attempts = 0
          ck_outbox_2: lease_owner = 'w'; lease_until = null
          ck_outbox_2: lease_owner = null; lease_until = 1
        pipelines
          ck_pipelines_id: id = #short
          ck_pipelines_workspace_id: workspace_id = #short
          ck_pipelines_version: version = 2147483648
          ck_pipelines_config: config = '{'
          ck_pipelines_status: status = 'other'
          ck_pipelines_1: version = 0
        queries
          ck_queries_id: id = #short
          ck_queries_workspace_id: workspace_id = #short
          ck_queries_text_sha256: text_sha256 = ##short
          ck_queries_embedding_set_id: embedding_set_id = #short
          ck_queries_top_k: top_k = 2147483648
          ck_queries_filters: filters = '{'
          ck_queries_run_id: run_id = #short
          ck_queries_1: top_k = 0
        query_results
          ck_query_results_query_id: query_id = #short
          ck_query_results_rank: rank = 2147483648
          ck_query_results_chunk_id: chunk_id = #short
          ck_query_results_chunk_hash: chunk_hash = ##short
          ck_query_results_1: rank = 0
        run_io
          ck_run_io_run_id: run_id = #short
          ck_run_io_direction: direction = 'other'
          ck_run_io_entity_type: entity_type = 'other'
          ck_run_io_entity_id: entity_id = #short
        run_items
          ck_run_items_run_id: run_id = #short
          ck_run_items_target_id: target_id = #short
          ck_run_items_status: status = 'other'
          ck_run_items_attempts: attempts = 2147483648
          ck_run_items_error_category: error_category = 'other'
          ck_run_items_metrics: metrics = '{'
          ck_run_items_1: lease_owner = 'w'; lease_until = null
          ck_run_items_1: lease_owner = null; lease_until = 1
        runs
          ck_runs_id: id = #short
          ck_runs_workspace_id: workspace_id = #short
          ck_runs_pipeline_id: pipeline_id = #short
          ck_runs_collection_id: collection_id = #short
          ck_runs_parent_run_id: parent_run_id = #short
          ck_runs_run_type: run_type = 'other'
          ck_runs_status: status = 'other'
          ck_runs_params: params = '{'
          ck_runs_params_signature: params_signature = ##short
          ck_runs_stats: stats = '{'
          ck_runs_attempt: attempt = 2147483648
          ck_runs_1: status = 'queued'; finished_at = 1
          ck_runs_1: status = 'running'; finished_at = 1
          ck_runs_1: status = 'succeeded'; finished_at = null
          ck_runs_1: status = 'partial'; finished_at = null
          ck_runs_1: status = 'failed'; finished_at = null
          ck_runs_1: status = 'canceled'; finished_at = null
          ck_runs_1: status = 'abandoned'; finished_at = null
          ck_runs_2: progress_done = -1
          ck_runs_2: progress_total = -1
          ck_runs_3: attempt = 0
        schedules
          ck_schedules_id: id = #short
          ck_schedules_workspace_id: workspace_id = #short
          ck_schedules_pipeline_id: pipeline_id = #short
          ck_schedules_enabled: enabled = 2
          ck_schedules_1: cron = '0 0 * * *'; interval = 1
          ck_schedules_1: cron = null; interval = null
          ck_schedules_2: cron = null; interval = 0
        settings
          ck_settings_value: value = '{'
          ck_settings_schema_version: schema_version = 2147483648
          ck_settings_1: schema_version = 0
        snapshots
          ck_snapshots_stream_id: stream_id = #short
          ck_snapshots_schema_version: schema_version = 2147483648
          ck_snapshots_1: stream_version = 0
          ck_snapshots_1: schema_version = 0
        source_history
          ck_source_history_source_id: source_id = #short
          ck_source_history_seq: seq = 2147483648
          ck_source_history_state: state = 'other'
          ck_source_history_source_version_id: source_version_id = #short
          ck_source_history_run_id: run_id = #short
        source_versions
          ck_source_versions_id: id = #short
          ck_source_versions_workspace_id: workspace_id = #short
          ck_source_versions_source_id: source_id = #short
          ck_source_versions_version_no: version_no = 2147483648
          ck_source_versions_content_sha256: content_sha256 = ##short
          ck_source_versions_run_id: run_id = #short
          ck_source_versions_meta: meta = '{'
          ck_source_versions_1: version_no = 0
        sources
          ck_sources_id: id = #short
          ck_sources_workspace_id: workspace_id = #short
          ck_sources_connector_id: connector_id = #short
          ck_sources_meta: meta = '{'
          ck_sources_current_version_id: current_version_id = #short
          ck_sources_last_seen_run_id: last_seen_run_id = #short
          ck_sources_1: size_bytes = -1
        workspaces
          ck_workspaces_id: id = #short
          ck_workspaces_status: status = 'other'
          ck_workspaces_settings: settings = '{'
        """;
}

namespace LineageAot.Lineage.Tests.Rules;

/// <summary>What each foreign key does when its parent is deleted: the parent's table, the action, and the columns in which a row must differ that's neither the good one nor the other one.</summary>
internal static class ForeignKeyCases
{
    public static IEnumerable<RuleCase> All => RuleCase.Parse(Cases);

    private const string Cases = """
        connectors
          fk_connectors_workspace_id: workspaces = cascade | id = #3; name = 'three'
        sources
          fk_sources_workspace_id: workspaces = cascade | id = #3; uri = 'three'
          fk_sources_connector_id: connectors = set null | id = #3; uri = 'three'
        source_history
          fk_source_history_source_id: sources = cascade | seq = 3
        source_versions
          fk_source_versions_source_id: sources = cascade | id = #3; version_no = 3
          fk_source_versions_content_sha256: contents = restrict | id = #3; version_no = 3
        documents
          fk_documents_source_version_id: source_versions = cascade | id = #3; extractor = 'three'
        chunk_sets
          fk_chunk_sets_document_id: documents = cascade | id = #3; chunk_config_id = #2
          fk_chunk_sets_chunk_config_id: chunk_configs = restrict | id = #3
        chunks
          fk_chunks_chunk_set_id: chunk_sets = cascade | id = #3; ordinal = 3
        embedding_sets
          fk_embedding_sets_workspace_id: workspaces = cascade | id = #3; name = 'three'; signature = ##3
        chunk_embeddings
          fk_chunk_embeddings_embedding_set_id: embedding_sets = cascade | vector_id = 'three'
          fk_chunk_embeddings_chunk_id: chunks = cascade | vector_id = 'three'
        embedding_backlog
          fk_embedding_backlog_embedding_set_id: embedding_sets = cascade |
          fk_embedding_backlog_chunk_set_id: chunk_sets = cascade |
        pipelines
          fk_pipelines_workspace_id: workspaces = cascade | id = #3; name = 'three'
        collections
          fk_collections_workspace_id: workspaces = cascade | id = #3; name = 'three'
          fk_collections_chunk_config_id: chunk_configs = set null | id = #3; name = 'three'
          fk_collections_embedding_set_id: embedding_sets = set null | id = #3; name = 'three'
        collection_pins
          fk_collection_pins_workspace_id: workspaces = cascade | name = 'three'
          fk_collection_pins_collection_id: collections = cascade | name = 'three'
        collection_sources
          fk_collection_sources_collection_id: collections = cascade |
          fk_collection_sources_source_id: sources = cascade |
        schedules
          fk_schedules_workspace_id: workspaces = cascade | id = #3; name = 'three'
          fk_schedules_pipeline_id: pipelines = cascade | id = #3; name = 'three'
        definitions
          fk_definitions_workspace_id: workspaces = cascade | id = #3; name = 'three'
        runs
          fk_runs_workspace_id: workspaces = cascade | id = #3; idempotency_key = 'three'
          fk_runs_pipeline_id: pipelines = set null | id = #3; idempotency_key = 'three'
          fk_runs_collection_id: collections = set null | id = #3; idempotency_key = 'three'
          fk_runs_parent_run_id: runs = set null | id = #3; idempotency_key = 'three'
        run_items
          fk_run_items_run_id: runs = cascade | target_id = #3
        run_io
          fk_run_io_run_id: runs = cascade | entity_id = #3
        queries
          fk_queries_workspace_id: workspaces = cascade | id = #3
        query_results
          fk_query_results_query_id: queries = cascade | rank = 3
        artifacts
          fk_artifacts_workspace_id: workspaces = cascade | id = #3; uri = 'three'
        """;
}

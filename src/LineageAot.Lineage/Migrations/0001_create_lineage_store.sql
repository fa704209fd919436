-- up
CREATE TABLE "workspaces" (
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "settings" TEXT,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_workspaces_id" PRIMARY KEY ("id"),
    CONSTRAINT "uq_workspaces_name" UNIQUE ("name"),
    CONSTRAINT "ck_workspaces_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_workspaces_status" CHECK ("status" IN ('active', 'archived', 'deleting')),
    CONSTRAINT "ck_workspaces_settings" CHECK (settings is null or json_valid(settings))
) STRICT;
CREATE TABLE "connectors" (
    "id" BLOB NOT NULL,
    "workspace_id" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "config" TEXT,
    "cursor" TEXT,
    "cursor_version" INTEGER NOT NULL,
    "sync_mode" TEXT NOT NULL,
    "interval" INTEGER,
    "next_sync_at" INTEGER,
    "paused_at" INTEGER,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_connectors_id" PRIMARY KEY ("id"),
    CONSTRAINT "uq_connectors_workspace_id_kind_name" UNIQUE ("workspace_id", "kind", "name"),
    CONSTRAINT "fk_connectors_workspace_id" FOREIGN KEY ("workspace_id") REFERENCES "workspaces" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_connectors_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_connectors_workspace_id" CHECK (length("workspace_id") = 16),
    CONSTRAINT "ck_connectors_config" CHECK (config is null or json_valid(config)),
    CONSTRAINT "ck_connectors_cursor" CHECK (cursor is null or json_valid(cursor)),
    CONSTRAINT "ck_connectors_cursor_version" CHECK ("cursor_version" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_connectors_sync_mode" CHECK ("sync_mode" IN ('one_time', 'continuous'))
) STRICT;
CREATE TABLE "contents" (
    "sha256" BLOB NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "mime_type" TEXT,
    "storage_uri" TEXT,
    "first_seen_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_contents_sha256" PRIMARY KEY ("sha256"),
    CONSTRAINT "ck_contents_sha256" CHECK (length("sha256") = 32),
    CONSTRAINT "ck_contents_1" CHECK (size_bytes >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE "sources" (
    "id" BLOB NOT NULL,
    "workspace_id" BLOB NOT NULL,
    "connector_id" BLOB,
    "source_type" TEXT NOT NULL,
    "uri" TEXT NOT NULL,
    "title" TEXT,
    "license" TEXT,
    "meta" TEXT,
    "size_bytes" INTEGER,
    "modified_at" INTEGER,
    "current_version_id" BLOB,
    "last_seen_at" INTEGER NOT NULL,
    "last_seen_run_id" BLOB,
    "missing_since" INTEGER,
    "deleted_at" INTEGER,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    "row_version" INTEGER NOT NULL,
    CONSTRAINT "pk_sources_id" PRIMARY KEY ("id"),
    CONSTRAINT "uq_sources_workspace_id_uri" UNIQUE ("workspace_id", "uri"),
    CONSTRAINT "fk_sources_workspace_id" FOREIGN KEY ("workspace_id") REFERENCES "workspaces" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_sources_connector_id" FOREIGN KEY ("connector_id") REFERENCES "connectors" ("id") ON DELETE SET NULL,
    CONSTRAINT "ck_sources_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_sources_workspace_id" CHECK (length("workspace_id") = 16),
    CONSTRAINT "ck_sources_connector_id" CHECK (length("connector_id") = 16),
    CONSTRAINT "ck_sources_meta" CHECK (meta is null or json_valid(meta)),
    CONSTRAINT "ck_sources_current_version_id" CHECK (length("current_version_id") = 16),
    CONSTRAINT "ck_sources_last_seen_run_id" CHECK (length("last_seen_run_id") = 16),
    CONSTRAINT "ck_sources_1" CHECK (size_bytes >= 0)
) STRICT;
CREATE INDEX "ix_sources_connector_id_last_seen_run_id" ON "sources" ("connector_id", "last_seen_run_id");
CREATE TABLE "source_history" (
    "source_id" BLOB NOT NULL,
    "seq" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "source_version_id" BLOB,
    "run_id" BLOB,
    "at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    CONSTRAINT "pk_source_history_source_id_seq" PRIMARY KEY ("source_id", "seq"),
    CONSTRAINT "fk_source_history_source_id" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_source_history_source_id" CHECK (length("source_id") = 16),
    CONSTRAINT "ck_source_history_seq" CHECK ("seq" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_source_history_state" CHECK ("state" IN ('current', 'missing', 'returned', 'deleted')),
    CONSTRAINT "ck_source_history_source_version_id" CHECK (length("source_version_id") = 16),
    CONSTRAINT "ck_source_history_run_id" CHECK (length("run_id") = 16)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER "tr_source_history_update" BEFORE UPDATE ON "source_history"
BEGIN
    SELECT RAISE(ABORT, 'rows of source_history are immutable');
END;
CREATE TABLE "source_versions" (
    "id" BLOB NOT NULL,
    "workspace_id" BLOB NOT NULL,
    "source_id" BLOB NOT NULL,
    "version_no" INTEGER NOT NULL,
    "content_sha256" BLOB NOT NULL,
    "run_id" BLOB,
    "ingested_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "meta" TEXT,
    CONSTRAINT "pk_source_versions_id" PRIMARY KEY ("id"),
    CONSTRAINT "uq_source_versions_source_id_version_no" UNIQUE ("source_id", "version_no"),
    CONSTRAINT "fk_source_versions_source_id" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_source_versions_content_sha256" FOREIGN KEY ("content_sha256") REFERENCES "contents" ("sha256") ON DELETE RESTRICT,
    CONSTRAINT "ck_source_versions_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_source_versions_workspace_id" CHECK (length("workspace_id") = 16),
    CONSTRAINT "ck_source_versions_source_id" CHECK (length("source_id") = 16),
    CONSTRAINT "ck_source_versions_version_no" CHECK ("version_no" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_source_versions_content_sha256" CHECK (length("content_sha256") = 32),
    CONSTRAINT "ck_source_versions_run_id" CHECK (length("run_id") = 16),
    CONSTRAINT "ck_source_versions_meta" CHECK (meta is null or json_valid(meta)),
    CONSTRAINT "ck_source_versions_1" CHECK (version_no >= 1)
) STRICT;
CREATE INDEX "ix_source_versions_source_id_content_sha256" ON "source_versions" ("source_id", "content_sha256");
CREATE INDEX "ix_source_versions_content_sha256" ON "source_versions" ("content_sha256");
CREATE TRIGGER "tr_source_versions_update" BEFORE UPDATE ON "source_versions"
BEGIN
    SELECT RAISE(ABORT, 'rows of source_versions are immutable');
END;
CREATE TABLE "documents" (
    "id" BLOB NOT NULL,
    "workspace_id" BLOB NOT NULL,
    "source_version_id" BLOB NOT NULL,
    "extractor" TEXT NOT NULL,
    "extractor_version" TEXT NOT NULL,
    "params_signature" BLOB NOT NULL,
    "title" TEXT,
    "language" TEXT,
    "structure_uri" TEXT,
    "plain_text_uri" TEXT,
    "text_sha256" BLOB,
    "stats" TEXT,
    "meta" TEXT,
    "run_id" BLOB,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_documents_id" PRIMARY KEY ("id"),
    CONSTRAINT "uq_documents_source_version_id_extractor_extractor_version_params_signature" UNIQUE ("source_version_id", "extractor", "extractor_version", "params_signature"),
    CONSTRAINT "fk_documents_source_version_id" FOREIGN KEY ("source_version_id") REFERENCES "source_versions" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_documents_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_documents_workspace_id" CHECK (length("workspace_id") = 16),
    CONSTRAINT "ck_documents_source_version_id" CHECK (length("source_version_id") = 16),
    CONSTRAINT "ck_documents_params_signature" CHECK (length("params_signature") = 32),
    CONSTRAINT "ck_documents_text_sha256" CHECK (length("text_sha256") = 32),
    CONSTRAINT "ck_documents_stats" CHECK (stats is null or json_valid(stats)),
    CONSTRAINT "ck_documents_meta" CHECK (meta is null or json_valid(meta)),
    CONSTRAINT "ck_documents_run_id" CHECK (length("run_id") = 16)
) STRICT;
CREATE TABLE "chunk_configs" (
    "id" BLOB NOT NULL,
    "splitter" TEXT NOT NULL,
    "splitter_version" TEXT NOT NULL,
    "chunk_size" INTEGER NOT NULL,
    "chunk_overlap" INTEGER NOT NULL,
    "params" TEXT,
    "signature" BLOB NOT NULL,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_chunk_configs_id" PRIMARY KEY ("id"),
    CONSTRAINT "uq_chunk_configs_signature" UNIQUE ("signature"),
    CONSTRAINT "ck_chunk_configs_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_chunk_configs_chunk_size" CHECK ("chunk_size" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_chunk_configs_chunk_overlap" CHECK ("chunk_overlap" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_chunk_configs_params" CHECK (params is null or json_valid(params)),
    CONSTRAINT "ck_chunk_configs_signature" CHECK (length("signature") = 32),
    CONSTRAINT "ck_chunk_configs_1" CHECK (chunk_size > 0),
    CONSTRAINT "ck_chunk_configs_2" CHECK (chunk_overlap >= 0 and chunk_overlap < chunk_size)
) STRICT;
CREATE TABLE "chunk_sets" (
    "id" BLOB NOT NULL,
    "workspace_id" BLOB NOT NULL,
    "document_id" BLOB NOT NULL,
    "chunk_config_id" BLOB NOT NULL,
    "status" TEXT NOT NULL,
    "chunk_count" INTEGER NOT NULL,
    "run_id" BLOB,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_chunk_sets_id" PRIMARY KEY ("id"),
    CONSTRAINT "uq_chunk_sets_document_id_chunk_config_id" UNIQUE ("document_id", "chunk_config_id"),
    CONSTRAINT "fk_chunk_sets_document_id" FOREIGN KEY ("document_id") REFERENCES "documents" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_chunk_sets_chunk_config_id" FOREIGN KEY ("chunk_config_id") REFERENCES "chunk_configs" ("id") ON DELETE RESTRICT,
    CONSTRAINT "ck_chunk_sets_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_chunk_sets_workspace_id" CHECK (length("workspace_id") = 16),
    CONSTRAINT "ck_chunk_sets_document_id" CHECK (length("document_id") = 16),
    CONSTRAINT "ck_chunk_sets_chunk_config_id" CHECK (length("chunk_config_id") = 16),
    CONSTRAINT "ck_chunk_sets_status" CHECK ("status" IN ('building', 'ready', 'superseded')),
    CONSTRAINT "ck_chunk_sets_chunk_count" CHECK ("chunk_count" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_chunk_sets_run_id" CHECK (length("run_id") = 16),
    CONSTRAINT "ck_chunk_sets_1" CHECK (chunk_count >= 0)
) STRICT;
CREATE INDEX "ix_chunk_sets_chunk_config_id" ON "chunk_sets" ("chunk_config_id");
CREATE TABLE "chunks" (
    "id" BLOB NOT NULL,
    "workspace_id" BLOB NOT NULL,
    "chunk_set_id" BLOB NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "chunk_hash" BLOB NOT NULL,
    "text" TEXT,
    "text_uri" TEXT,
    "token_count" INTEGER,
    "start_char" INTEGER,
    "end_char" INTEGER,
    "page_start" INTEGER,
    "page_end" INTEGER,
    "meta" TEXT,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    CONSTRAINT "pk_chunks_id" PRIMARY KEY ("id"),
    CONSTRAINT "uq_chunks_chunk_set_id_ordinal" UNIQUE ("chunk_set_id", "ordinal"),
    CONSTRAINT "fk_chunks_chunk_set_id" FOREIGN KEY ("chunk_set_id") REFERENCES "chunk_sets" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_chunks_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_chunks_workspace_id" CHECK (length("workspace_id") = 16),
    CONSTRAINT "ck_chunks_chunk_set_id" CHECK (length("chunk_set_id") = 16),
    CONSTRAINT "ck_chunks_ordinal" CHECK ("ordinal" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_chunks_chunk_hash" CHECK (length("chunk_hash") = 32),
    CONSTRAINT "ck_chunks_token_count" CHECK ("token_count" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_chunks_start_char" CHECK ("start_char" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_chunks_end_char" CHECK ("end_char" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_chunks_page_start" CHECK ("page_start" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_chunks_page_end" CHECK ("page_end" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_chunks_meta" CHECK (meta is null or json_valid(meta)),
    CONSTRAINT "ck_chunks_1" CHECK ((text is null) <> (text_uri is null)),
    CONSTRAINT "ck_chunks_2" CHECK (ordinal >= 0),
    CONSTRAINT "ck_chunks_3" CHECK (start_char <= end_char)
) STRICT;
CREATE INDEX "ix_chunks_workspace_id_chunk_hash" ON "chunks" ("workspace_id", "chunk_hash");
CREATE TRIGGER "tr_chunks_update" BEFORE UPDATE ON "chunks"
BEGIN
    SELECT RAISE(ABORT, 'rows of chunks are immutable');
END;
CREATE TABLE "runs" (
    "id" BLOB NOT NULL,
    "workspace_id" BLOB NOT NULL,
    "pipeline_id" BLOB,
    "collection_id" BLOB,
    "parent_run_id" BLOB,
    "run_type" TEXT NOT NULL,
    "trigger" TEXT,
    "status" TEXT NOT NULL,
    "idempotency_key" TEXT,
    "params" TEXT,
    "params_signature" BLOB,
    "stats" TEXT,
    "progress_done" INTEGER NOT NULL,
    "progress_total" INTEGER,
    "error_type" TEXT,
    "error_message" TEXT,
    "actor" TEXT,
    "trace_id" TEXT,
    "owner" TEXT,
    "heartbeat_at" INTEGER,
    "lease_until" INTEGER,
    "attempt" INTEGER NOT NULL,
    "row_version" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    "started_at" INTEGER,
    "finished_at" INTEGER,
    CONSTRAINT "pk_runs_id" PRIMARY KEY ("id"),
    CONSTRAINT "fk_runs_workspace_id" FOREIGN KEY ("workspace_id") REFERENCES "workspaces" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_runs_parent_run_id" FOREIGN KEY ("parent_run_id") REFERENCES "runs" ("id") ON DELETE SET NULL,
    CONSTRAINT "ck_runs_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_runs_workspace_id" CHECK (length("workspace_id") = 16),
    CONSTRAINT "ck_runs_pipeline_id" CHECK (length("pipeline_id") = 16),
    CONSTRAINT "ck_runs_collection_id" CHECK (length("collection_id") = 16),
    CONSTRAINT "ck_runs_parent_run_id" CHECK (length("parent_run_id") = 16),
    CONSTRAINT "ck_runs_run_type" CHECK ("run_type" IN ('index', 'append', 'reindex', 'delete', 'remove_source', 'custom')),
    CONSTRAINT "ck_runs_status" CHECK ("status" IN ('queued', 'running', 'succeeded', 'partial', 'failed', 'canceled', 'abandoned')),
    CONSTRAINT "ck_runs_params" CHECK (params is null or json_valid(params)),
    CONSTRAINT "ck_runs_params_signature" CHECK (length("params_signature") = 32),
    CONSTRAINT "ck_runs_stats" CHECK (stats is null or json_valid(stats)),
    CONSTRAINT "ck_runs_attempt" CHECK ("attempt" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_runs_1" CHECK ((finished_at is not null) = (status in ('succeeded', 'partial', 'failed', 'canceled', 'abandoned'))),
    CONSTRAINT "ck_runs_2" CHECK (progress_done >= 0 and progress_total >= 0),
    CONSTRAINT "ck_runs_3" CHECK (attempt >= 1)
) STRICT;
CREATE UNIQUE INDEX "uq_runs_workspace_id_idempotency_key" ON "runs" ("workspace_id", "idempotency_key") WHERE idempotency_key is not null;
CREATE INDEX "ix_runs_workspace_id_started_at" ON "runs" ("workspace_id", "started_at" DESC);
CREATE INDEX "ix_runs_pipeline_id" ON "runs" ("pipeline_id");
CREATE INDEX "ix_runs_collection_id" ON "runs" ("collection_id");
CREATE INDEX "ix_runs_parent_run_id" ON "runs" ("parent_run_id");
CREATE INDEX "ix_runs_lease_until" ON "runs" ("lease_until") WHERE status in ('queued', 'running');
CREATE TABLE "run_items" (
    "run_id" BLOB NOT NULL,
    "stage" TEXT NOT NULL,
    "target_type" TEXT NOT NULL,
    "target_id" BLOB NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "error_category" TEXT,
    "error" TEXT,
    "detail_uri" TEXT,
    "metrics" TEXT,
    "lease_owner" TEXT,
    "lease_until" INTEGER,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_run_items_run_id_stage_target_type_target_id" PRIMARY KEY ("run_id", "stage", "target_type", "target_id"),
    CONSTRAINT "fk_run_items_run_id" FOREIGN KEY ("run_id") REFERENCES "runs" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_run_items_run_id" CHECK (length("run_id") = 16),
    CONSTRAINT "ck_run_items_target_id" CHECK (length("target_id") = 16),
    CONSTRAINT "ck_run_items_status" CHECK ("status" IN ('pending', 'running', 'succeeded', 'failed', 'skipped')),
    CONSTRAINT "ck_run_items_attempts" CHECK ("attempts" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_run_items_error_category" CHECK ("error_category" IN ('transient', 'permanent', 'unknown')),
    CONSTRAINT "ck_run_items_metrics" CHECK (metrics is null or json_valid(metrics))
) STRICT, WITHOUT ROWID;
CREATE INDEX "ix_run_items_target_type_target_id" ON "run_items" ("target_type", "target_id");
CREATE TABLE "run_io" (
    "run_id" BLOB NOT NULL,
    "direction" TEXT NOT NULL,
    "entity_type" TEXT NOT NULL,
    "entity_id" BLOB NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    CONSTRAINT "pk_run_io_run_id_direction_entity_type_entity_id_role" PRIMARY KEY ("run_id", "direction", "entity_type", "entity_id", "role"),
    CONSTRAINT "fk_run_io_run_id" FOREIGN KEY ("run_id") REFERENCES "runs" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_run_io_run_id" CHECK (length("run_id") = 16),
    CONSTRAINT "ck_run_io_direction" CHECK ("direction" IN ('in', 'out')),
    CONSTRAINT "ck_run_io_entity_type" CHECK ("entity_type" IN ('source', 'source_version', 'document', 'chunk_set', 'chunk')),
    CONSTRAINT "ck_run_io_entity_id" CHECK (length("entity_id") = 16)
) STRICT, WITHOUT ROWID;
CREATE INDEX "ix_run_io_entity_type_entity_id" ON "run_io" ("entity_type", "entity_id");
CREATE TRIGGER "tr_run_io_update" BEFORE UPDATE ON "run_io"
BEGIN
    SELECT RAISE(ABORT, 'rows of run_io are immutable');
END;
CREATE TABLE "event_streams" (
    "stream_type" TEXT NOT NULL,
    "stream_id" BLOB NOT NULL,
    "version" INTEGER NOT NULL,
    "archived_at" INTEGER,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_event_streams_stream_type_stream_id" PRIMARY KEY ("stream_type", "stream_id"),
    CONSTRAINT "ck_event_streams_stream_id" CHECK (length("stream_id") = 16),
    CONSTRAINT "ck_event_streams_1" CHECK (version >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE "events" (
    "position" INTEGER NOT NULL CONSTRAINT "pk_events_position" PRIMARY KEY AUTOINCREMENT,
    "event_id" BLOB NOT NULL,
    "stream_type" TEXT NOT NULL,
    "stream_id" BLOB NOT NULL,
    "stream_version" INTEGER NOT NULL,
    "event_type" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "run_id" BLOB,
    "payload" TEXT,
    "meta" TEXT,
    "trace_id" TEXT,
    "actor" TEXT,
    "checksum" BLOB NOT NULL,
    CONSTRAINT "uq_events_stream_type_stream_id_stream_version" UNIQUE ("stream_type", "stream_id", "stream_version"),
    CONSTRAINT "uq_events_stream_type_stream_id_event_id" UNIQUE ("stream_type", "stream_id", "event_id"),
    CONSTRAINT "ck_events_event_id" CHECK (length("event_id") = 16),
    CONSTRAINT "ck_events_stream_id" CHECK (length("stream_id") = 16),
    CONSTRAINT "ck_events_level" CHECK ("level" IN ('debug', 'information', 'warning', 'error')),
    CONSTRAINT "ck_events_run_id" CHECK (length("run_id") = 16),
    CONSTRAINT "ck_events_payload" CHECK (payload is null or json_valid(payload)),
    CONSTRAINT "ck_events_meta" CHECK (meta is null or json_valid(meta)),
    CONSTRAINT "ck_events_checksum" CHECK (length("checksum") = 32),
    CONSTRAINT "ck_events_1" CHECK (stream_version >= 1)
) STRICT;
CREATE INDEX "ix_events_event_type_at" ON "events" ("event_type", "at");
CREATE INDEX "ix_events_trace_id" ON "events" ("trace_id") WHERE trace_id is not null;
CREATE TRIGGER "tr_events_update" BEFORE UPDATE ON "events"
BEGIN
    SELECT RAISE(ABORT, 'rows of events are immutable');
END;

-- down
DROP TABLE "events";
DROP TABLE "event_streams";
DROP TABLE "run_io";
DROP TABLE "run_items";
DROP TABLE "runs";
DROP TABLE "chunks";
DROP TABLE "chunk_sets";
DROP TABLE "chunk_configs";
DROP TABLE "documents";
DROP TABLE "source_versions";
DROP TABLE "source_history";
DROP TABLE "sources";
DROP TABLE "contents";
DROP TABLE "connectors";
DROP TABLE "workspaces";

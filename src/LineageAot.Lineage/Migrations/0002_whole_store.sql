-- up
CREATE TABLE "embedding_sets" (
    "id" BLOB NOT NULL,
    "workspace_id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "model_revision" TEXT,
    "dimensions" INTEGER NOT NULL,
    "distance" TEXT NOT NULL,
    "params" TEXT,
    "signature" BLOB NOT NULL,
    "vector_store" TEXT NOT NULL,
    "vector_collection" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_embedding_sets_id" PRIMARY KEY ("id"),
    CONSTRAINT "uq_embedding_sets_workspace_id_name" UNIQUE ("workspace_id", "name"),
    CONSTRAINT "uq_embedding_sets_workspace_id_signature" UNIQUE ("workspace_id", "signature"),
    CONSTRAINT "fk_embedding_sets_workspace_id" FOREIGN KEY ("workspace_id") REFERENCES "workspaces" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_embedding_sets_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_embedding_sets_workspace_id" CHECK (length("workspace_id") = 16),
    CONSTRAINT "ck_embedding_sets_dimensions" CHECK ("dimensions" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_embedding_sets_distance" CHECK ("distance" IN ('cosine', 'dot', 'l2')),
    CONSTRAINT "ck_embedding_sets_params" CHECK (params is null or json_valid(params)),
    CONSTRAINT "ck_embedding_sets_signature" CHECK (length("signature") = 32),
    CONSTRAINT "ck_embedding_sets_status" CHECK ("status" IN ('building', 'active', 'retired')),
    CONSTRAINT "ck_embedding_sets_1" CHECK (dimensions > 0)
) STRICT;
CREATE TABLE "chunk_embeddings" (
    "embedding_set_id" BLOB NOT NULL,
    "chunk_id" BLOB NOT NULL,
    "workspace_id" BLOB NOT NULL,
    "vector_id" TEXT,
    "state" TEXT NOT NULL,
    "embedded_hash" BLOB,
    "attempts" INTEGER NOT NULL,
    "error_category" TEXT,
    "last_error" TEXT,
    "retry_at" INTEGER,
    "lease_owner" TEXT,
    "lease_until" INTEGER,
    "embedded_at" INTEGER,
    "run_id" BLOB,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_chunk_embeddings_embedding_set_id_chunk_id" PRIMARY KEY ("embedding_set_id", "chunk_id"),
    CONSTRAINT "uq_chunk_embeddings_embedding_set_id_vector_id" UNIQUE ("embedding_set_id", "vector_id"),
    CONSTRAINT "fk_chunk_embeddings_embedding_set_id" FOREIGN KEY ("embedding_set_id") REFERENCES "embedding_sets" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_chunk_embeddings_chunk_id" FOREIGN KEY ("chunk_id") REFERENCES "chunks" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_chunk_embeddings_embedding_set_id" CHECK (length("embedding_set_id") = 16),
    CONSTRAINT "ck_chunk_embeddings_chunk_id" CHECK (length("chunk_id") = 16),
    CONSTRAINT "ck_chunk_embeddings_workspace_id" CHECK (length("workspace_id") = 16),
    CONSTRAINT "ck_chunk_embeddings_state" CHECK ("state" IN ('pending', 'ready', 'failed', 'deleting')),
    CONSTRAINT "ck_chunk_embeddings_embedded_hash" CHECK (length("embedded_hash") = 32),
    CONSTRAINT "ck_chunk_embeddings_attempts" CHECK ("attempts" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_chunk_embeddings_error_category" CHECK ("error_category" IN ('transient', 'permanent', 'unknown')),
    CONSTRAINT "ck_chunk_embeddings_run_id" CHECK (length("run_id") = 16),
    CONSTRAINT "ck_chunk_embeddings_1" CHECK ((state in ('ready', 'deleting')) = (vector_id is not null)),
    CONSTRAINT "ck_chunk_embeddings_2" CHECK ((lease_owner is null) = (lease_until is null)),
    CONSTRAINT "ck_chunk_embeddings_3" CHECK (attempts >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX "ix_chunk_embeddings_chunk_id" ON "chunk_embeddings" ("chunk_id");
CREATE INDEX "ix_chunk_embeddings_embedding_set_id_state_chunk_id" ON "chunk_embeddings" ("embedding_set_id", "state", "chunk_id") WHERE state <> 'ready';
CREATE INDEX "ix_chunk_embeddings_embedding_set_id_state_lease_until" ON "chunk_embeddings" ("embedding_set_id", "state", "lease_until") WHERE state <> 'ready';
CREATE INDEX "ix_chunk_embeddings_embedding_set_id_error_category_retry_at" ON "chunk_embeddings" ("embedding_set_id", "error_category", "retry_at") WHERE state = 'failed';
CREATE TABLE "embedding_backlog" (
    "embedding_set_id" BLOB NOT NULL,
    "chunk_set_id" BLOB NOT NULL,
    "next_ordinal" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_embedding_backlog_embedding_set_id_chunk_set_id" PRIMARY KEY ("embedding_set_id", "chunk_set_id"),
    CONSTRAINT "fk_embedding_backlog_embedding_set_id" FOREIGN KEY ("embedding_set_id") REFERENCES "embedding_sets" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_embedding_backlog_chunk_set_id" FOREIGN KEY ("chunk_set_id") REFERENCES "chunk_sets" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_embedding_backlog_embedding_set_id" CHECK (length("embedding_set_id") = 16),
    CONSTRAINT "ck_embedding_backlog_chunk_set_id" CHECK (length("chunk_set_id") = 16),
    CONSTRAINT "ck_embedding_backlog_next_ordinal" CHECK ("next_ordinal" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_embedding_backlog_1" CHECK (next_ordinal >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX "ix_embedding_backlog_chunk_set_id" ON "embedding_backlog" ("chunk_set_id");
CREATE TABLE "pipelines" (
    "id" BLOB NOT NULL,
    "workspace_id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "description" TEXT,
    "config" TEXT,
    "status" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_pipelines_id" PRIMARY KEY ("id"),
    CONSTRAINT "uq_pipelines_workspace_id_name_version" UNIQUE ("workspace_id", "name", "version"),
    CONSTRAINT "fk_pipelines_workspace_id" FOREIGN KEY ("workspace_id") REFERENCES "workspaces" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_pipelines_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_pipelines_workspace_id" CHECK (length("workspace_id") = 16),
    CONSTRAINT "ck_pipelines_version" CHECK ("version" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_pipelines_config" CHECK (config is null or json_valid(config)),
    CONSTRAINT "ck_pipelines_status" CHECK ("status" IN ('draft', 'active', 'inactive')),
    CONSTRAINT "ck_pipelines_1" CHECK (version >= 1)
) STRICT;
CREATE TABLE "collections" (
    "id" BLOB NOT NULL,
    "workspace_id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "description" TEXT,
    "status" TEXT NOT NULL,
    "chunk_config_id" BLOB,
    "embedding_set_id" BLOB,
    "health_score" REAL,
    "sync_mode" TEXT NOT NULL,
    "interval" INTEGER,
    "meta" TEXT,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_collections_id" PRIMARY KEY ("id"),
    CONSTRAINT "uq_collections_workspace_id_name_version" UNIQUE ("workspace_id", "name", "version"),
    CONSTRAINT "fk_collections_workspace_id" FOREIGN KEY ("workspace_id") REFERENCES "workspaces" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_collections_chunk_config_id" FOREIGN KEY ("chunk_config_id") REFERENCES "chunk_configs" ("id") ON DELETE SET NULL,
    CONSTRAINT "fk_collections_embedding_set_id" FOREIGN KEY ("embedding_set_id") REFERENCES "embedding_sets" ("id") ON DELETE SET NULL,
    CONSTRAINT "ck_collections_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_collections_workspace_id" CHECK (length("workspace_id") = 16),
    CONSTRAINT "ck_collections_version" CHECK ("version" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_collections_status" CHECK ("status" IN ('building', 'active', 'inactive', 'error')),
    CONSTRAINT "ck_collections_chunk_config_id" CHECK (length("chunk_config_id") = 16),
    CONSTRAINT "ck_collections_embedding_set_id" CHECK (length("embedding_set_id") = 16),
    CONSTRAINT "ck_collections_sync_mode" CHECK ("sync_mode" IN ('one_time', 'continuous')),
    CONSTRAINT "ck_collections_meta" CHECK (meta is null or json_valid(meta)),
    CONSTRAINT "ck_collections_1" CHECK (version >= 1),
    CONSTRAINT "ck_collections_2" CHECK (health_score >= 0 and health_score <= 1)
) STRICT;
CREATE INDEX "ix_collections_status" ON "collections" ("status");
CREATE INDEX "ix_collections_chunk_config_id" ON "collections" ("chunk_config_id");
CREATE INDEX "ix_collections_embedding_set_id" ON "collections" ("embedding_set_id");
CREATE TABLE "collection_pins" (
    "workspace_id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "collection_id" BLOB NOT NULL,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_collection_pins_workspace_id_name" PRIMARY KEY ("workspace_id", "name"),
    CONSTRAINT "fk_collection_pins_workspace_id" FOREIGN KEY ("workspace_id") REFERENCES "workspaces" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_collection_pins_collection_id" FOREIGN KEY ("collection_id") REFERENCES "collections" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_collection_pins_workspace_id" CHECK (length("workspace_id") = 16),
    CONSTRAINT "ck_collection_pins_collection_id" CHECK (length("collection_id") = 16)
) STRICT, WITHOUT ROWID;
CREATE INDEX "ix_collection_pins_collection_id" ON "collection_pins" ("collection_id");
CREATE TABLE "collection_sources" (
    "collection_id" BLOB NOT NULL,
    "source_id" BLOB NOT NULL,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_collection_sources_collection_id_source_id" PRIMARY KEY ("collection_id", "source_id"),
    CONSTRAINT "fk_collection_sources_collection_id" FOREIGN KEY ("collection_id") REFERENCES "collections" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_collection_sources_source_id" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_collection_sources_collection_id" CHECK (length("collection_id") = 16),
    CONSTRAINT "ck_collection_sources_source_id" CHECK (length("source_id") = 16)
) STRICT, WITHOUT ROWID;
CREATE INDEX "ix_collection_sources_source_id" ON "collection_sources" ("source_id");
CREATE TABLE "schedules" (
    "id" BLOB NOT NULL,
    "workspace_id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "pipeline_id" BLOB NOT NULL,
    "cron" TEXT,
    "interval" INTEGER,
    "time_zone" TEXT,
    "enabled" INTEGER NOT NULL,
    "last_run_at" INTEGER,
    "next_run_at" INTEGER,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_schedules_id" PRIMARY KEY ("id"),
    CONSTRAINT "uq_schedules_workspace_id_name" UNIQUE ("workspace_id", "name"),
    CONSTRAINT "fk_schedules_workspace_id" FOREIGN KEY ("workspace_id") REFERENCES "workspaces" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_schedules_pipeline_id" FOREIGN KEY ("pipeline_id") REFERENCES "pipelines" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_schedules_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_schedules_workspace_id" CHECK (length("workspace_id") = 16),
    CONSTRAINT "ck_schedules_pipeline_id" CHECK (length("pipeline_id") = 16),
    CONSTRAINT "ck_schedules_enabled" CHECK ("enabled" IN (0, 1)),
    CONSTRAINT "ck_schedules_1" CHECK ((cron is null) <> (interval is null)),
    CONSTRAINT "ck_schedules_2" CHECK (interval > 0)
) STRICT;
CREATE INDEX "ix_schedules_pipeline_id" ON "schedules" ("pipeline_id");
CREATE INDEX "ix_schedules_next_run_at" ON "schedules" ("next_run_at") WHERE next_run_at is not null;
CREATE TABLE "definitions" (
    "id" BLOB NOT NULL,
    "workspace_id" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "type" TEXT,
    "description" TEXT,
    "body" TEXT NOT NULL,
    "schema" TEXT,
    "enabled" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_definitions_id" PRIMARY KEY ("id"),
    CONSTRAINT "uq_definitions_workspace_id_kind_name_version" UNIQUE ("workspace_id", "kind", "name", "version"),
    CONSTRAINT "fk_definitions_workspace_id" FOREIGN KEY ("workspace_id") REFERENCES "workspaces" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_definitions_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_definitions_workspace_id" CHECK (length("workspace_id") = 16),
    CONSTRAINT "ck_definitions_kind" CHECK ("kind" IN ('tool', 'flow')),
    CONSTRAINT "ck_definitions_version" CHECK ("version" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_definitions_body" CHECK (json_valid(body)),
    CONSTRAINT "ck_definitions_schema" CHECK (schema is null or json_valid(schema)),
    CONSTRAINT "ck_definitions_enabled" CHECK ("enabled" IN (0, 1)),
    CONSTRAINT "ck_definitions_1" CHECK (version >= 1),
    CONSTRAINT "ck_definitions_2" CHECK (kind <> 'tool' or schema is not null)
) STRICT;
CREATE TABLE "queries" (
    "id" BLOB NOT NULL,
    "workspace_id" BLOB NOT NULL,
    "text" TEXT,
    "text_sha256" BLOB NOT NULL,
    "embedding_set_id" BLOB,
    "top_k" INTEGER,
    "filters" TEXT,
    "latency" INTEGER,
    "run_id" BLOB,
    "actor" TEXT,
    "at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    CONSTRAINT "pk_queries_id" PRIMARY KEY ("id"),
    CONSTRAINT "fk_queries_workspace_id" FOREIGN KEY ("workspace_id") REFERENCES "workspaces" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_queries_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_queries_workspace_id" CHECK (length("workspace_id") = 16),
    CONSTRAINT "ck_queries_text_sha256" CHECK (length("text_sha256") = 32),
    CONSTRAINT "ck_queries_embedding_set_id" CHECK (length("embedding_set_id") = 16),
    CONSTRAINT "ck_queries_top_k" CHECK ("top_k" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_queries_filters" CHECK (filters is null or json_valid(filters)),
    CONSTRAINT "ck_queries_run_id" CHECK (length("run_id") = 16),
    CONSTRAINT "ck_queries_1" CHECK (top_k > 0)
) STRICT;
CREATE INDEX "ix_queries_workspace_id_at" ON "queries" ("workspace_id", "at" DESC);
CREATE TRIGGER "tr_queries_update" BEFORE UPDATE ON "queries"
BEGIN
    SELECT RAISE(ABORT, 'rows of queries are immutable');
END;
CREATE TABLE "query_results" (
    "query_id" BLOB NOT NULL,
    "rank" INTEGER NOT NULL,
    "chunk_id" BLOB NOT NULL,
    "chunk_hash" BLOB NOT NULL,
    "score" REAL,
    "rerank_score" REAL,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    CONSTRAINT "pk_query_results_query_id_rank" PRIMARY KEY ("query_id", "rank"),
    CONSTRAINT "fk_query_results_query_id" FOREIGN KEY ("query_id") REFERENCES "queries" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_query_results_query_id" CHECK (length("query_id") = 16),
    CONSTRAINT "ck_query_results_rank" CHECK ("rank" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_query_results_chunk_id" CHECK (length("chunk_id") = 16),
    CONSTRAINT "ck_query_results_chunk_hash" CHECK (length("chunk_hash") = 32),
    CONSTRAINT "ck_query_results_1" CHECK (rank >= 1)
) STRICT, WITHOUT ROWID;
CREATE INDEX "ix_query_results_chunk_id" ON "query_results" ("chunk_id");
CREATE TRIGGER "tr_query_results_update" BEFORE UPDATE ON "query_results"
BEGIN
    SELECT RAISE(ABORT, 'rows of query_results are immutable');
END;
CREATE TABLE "artifacts" (
    "id" BLOB NOT NULL,
    "workspace_id" BLOB NOT NULL,
    "owner_type" TEXT NOT NULL,
    "owner_id" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "uri" TEXT NOT NULL,
    "sha256" BLOB,
    "size_bytes" INTEGER,
    "mime_type" TEXT,
    "run_id" BLOB,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_artifacts_id" PRIMARY KEY ("id"),
    CONSTRAINT "uq_artifacts_workspace_id_owner_type_owner_id_kind_uri" UNIQUE ("workspace_id", "owner_type", "owner_id", "kind", "uri"),
    CONSTRAINT "fk_artifacts_workspace_id" FOREIGN KEY ("workspace_id") REFERENCES "workspaces" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_artifacts_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_artifacts_workspace_id" CHECK (length("workspace_id") = 16),
    CONSTRAINT "ck_artifacts_owner_type" CHECK ("owner_type" IN ('source', 'source_version', 'document', 'chunk_set', 'chunk', 'embedding_set', 'collection', 'query', 'artifact', 'custom')),
    CONSTRAINT "ck_artifacts_owner_id" CHECK (length("owner_id") = 16),
    CONSTRAINT "ck_artifacts_sha256" CHECK (length("sha256") = 32),
    CONSTRAINT "ck_artifacts_run_id" CHECK (length("run_id") = 16),
    CONSTRAINT "ck_artifacts_1" CHECK (size_bytes >= 0)
) STRICT;
CREATE INDEX "ix_artifacts_owner_type_owner_id" ON "artifacts" ("owner_type", "owner_id");
CREATE TABLE "settings" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "schema_version" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_settings_key" PRIMARY KEY ("key"),
    CONSTRAINT "ck_settings_value" CHECK (json_valid(value)),
    CONSTRAINT "ck_settings_schema_version" CHECK ("schema_version" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_settings_1" CHECK (schema_version >= 1)
) STRICT, WITHOUT ROWID;
CREATE TABLE "outbox" (
    "position" INTEGER NOT NULL CONSTRAINT "pk_outbox_position" PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "dedupe_key" TEXT,
    "payload" TEXT NOT NULL,
    "available_at" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL,
    "max_attempts" INTEGER NOT NULL,
    "lease_owner" TEXT,
    "lease_until" INTEGER,
    "last_error" TEXT,
    "done_at" INTEGER,
    "dead_at" INTEGER,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "ck_outbox_payload" CHECK (json_valid(payload)),
    CONSTRAINT "ck_outbox_attempts" CHECK ("attempts" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_outbox_max_attempts" CHECK ("max_attempts" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_outbox_1" CHECK (attempts >= 0 and max_attempts >= 1),
    CONSTRAINT "ck_outbox_2" CHECK ((lease_owner is null) = (lease_until is null))
) STRICT;
CREATE UNIQUE INDEX "uq_outbox_kind_dedupe_key" ON "outbox" ("kind", "dedupe_key") WHERE dedupe_key is not null and done_at is null and dead_at is null;
CREATE INDEX "ix_outbox_kind_available_at" ON "outbox" ("kind", "available_at") WHERE done_at is null and dead_at is null;
CREATE TABLE "snapshots" (
    "stream_type" TEXT NOT NULL,
    "stream_id" BLOB NOT NULL,
    "stream_version" INTEGER NOT NULL,
    "schema_version" INTEGER NOT NULL,
    "data" BLOB NOT NULL,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_snapshots_stream_type_stream_id_stream_version" PRIMARY KEY ("stream_type", "stream_id", "stream_version"),
    CONSTRAINT "ck_snapshots_stream_id" CHECK (length("stream_id") = 16),
    CONSTRAINT "ck_snapshots_schema_version" CHECK ("schema_version" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_snapshots_1" CHECK (stream_version >= 1 and schema_version >= 1)
) STRICT, WITHOUT ROWID;
CREATE TABLE "checkpoints" (
    "processor" TEXT NOT NULL,
    "shard" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "lease_owner" TEXT,
    "lease_until" INTEGER,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_checkpoints_processor_shard" PRIMARY KEY ("processor", "shard"),
    CONSTRAINT "ck_checkpoints_shard" CHECK ("shard" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_checkpoints_1" CHECK (position >= 0),
    CONSTRAINT "ck_checkpoints_2" CHECK ((lease_owner is null) = (lease_until is null))
) STRICT, WITHOUT ROWID;
CREATE TABLE "log_entries" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_log_entries_id" PRIMARY KEY,
    "at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "level" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "properties" TEXT,
    "trace_id" TEXT,
    CONSTRAINT "ck_log_entries_level" CHECK ("level" IN ('trace', 'debug', 'information', 'warning', 'error', 'critical')),
    CONSTRAINT "ck_log_entries_properties" CHECK (properties is null or json_valid(properties))
) STRICT;
CREATE INDEX "ix_log_entries_at" ON "log_entries" ("at");
CREATE INDEX "ix_log_entries_trace_id" ON "log_entries" ("trace_id") WHERE trace_id is not null;
CREATE TRIGGER "tr_log_entries_update" BEFORE UPDATE ON "log_entries"
BEGIN
    SELECT RAISE(ABORT, 'rows of log_entries are immutable');
END;
CREATE TABLE "maintenance_log" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_maintenance_log_id" PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "started_at" INTEGER NOT NULL,
    "finished_at" INTEGER,
    "ok" INTEGER,
    "detail" TEXT,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "ck_maintenance_log_ok" CHECK ("ok" IN (0, 1)),
    CONSTRAINT "ck_maintenance_log_1" CHECK ((ok is null) = (finished_at is null))
) STRICT;
CREATE INDEX "ix_maintenance_log_kind_started_at" ON "maintenance_log" ("kind", "started_at");
ALTER TABLE "connectors" ADD COLUMN "last_synced_at" INTEGER;
-- Neither pipelines nor collections were there before, so a run's key of one points at nothing; leases were never written.
UPDATE "runs" SET "pipeline_id" = NULL, "collection_id" = NULL WHERE "pipeline_id" IS NOT NULL OR "collection_id" IS NOT NULL;
UPDATE "run_items" SET "lease_owner" = NULL, "lease_until" = NULL WHERE "lease_owner" IS NOT NULL OR "lease_until" IS NOT NULL;
-- Only the text of table 'runs' changes, and no row is copied: foreign key (pipeline_id) is new; foreign key (collection_id) is new.
-- redefine runs
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
    CONSTRAINT "fk_runs_pipeline_id" FOREIGN KEY ("pipeline_id") REFERENCES "pipelines" ("id") ON DELETE SET NULL,
    CONSTRAINT "fk_runs_collection_id" FOREIGN KEY ("collection_id") REFERENCES "collections" ("id") ON DELETE SET NULL,
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
-- Only the text of table 'run_items' changes, and no row is copied: CHECK 'ck_run_items_1' is new.
-- redefine run_items
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
    CONSTRAINT "ck_run_items_metrics" CHECK (metrics is null or json_valid(metrics)),
    CONSTRAINT "ck_run_items_1" CHECK ((lease_owner is null) = (lease_until is null))
) STRICT, WITHOUT ROWID;
-- Only the text of table 'run_io' changes, and no row is copied: condition of CHECK 'ck_run_io_entity_type': entity_type in ( 'source' , 'source_version' , 'document' , 'chunk_set' , 'chunk… becomes entity_type in ( 'source' , 'source_version' , 'document' , 'chunk_set' , 'chunk….
-- redefine run_io
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
    CONSTRAINT "ck_run_io_entity_type" CHECK ("entity_type" IN ('source', 'source_version', 'document', 'chunk_set', 'chunk', 'embedding_set', 'collection', 'query', 'artifact', 'custom')),
    CONSTRAINT "ck_run_io_entity_id" CHECK (length("entity_id") = 16)
) STRICT, WITHOUT ROWID;
CREATE INDEX "ix_sources_workspace_id_id" ON "sources" ("workspace_id", "id");
CREATE INDEX "ix_sources_workspace_id_updated_at_id" ON "sources" ("workspace_id", "updated_at", "id");
CREATE INDEX "ix_sources_workspace_id_deleted_at_id" ON "sources" ("workspace_id", "deleted_at", "id") WHERE deleted_at is not null;
CREATE INDEX "ix_sources_workspace_id_missing_since_id" ON "sources" ("workspace_id", "missing_since", "id") WHERE missing_since is not null;
CREATE INDEX "ix_documents_workspace_id_id" ON "documents" ("workspace_id", "id");
CREATE INDEX "ix_chunk_sets_workspace_id_id" ON "chunk_sets" ("workspace_id", "id");
CREATE INDEX "ix_chunks_workspace_id_id" ON "chunks" ("workspace_id", "id");
CREATE INDEX "ix_runs_workspace_id_id" ON "runs" ("workspace_id", "id");
CREATE INDEX "ix_runs_workspace_id_updated_at_id" ON "runs" ("workspace_id", "updated_at", "id");
CREATE INDEX "ix_runs_workspace_id_status_id" ON "runs" ("workspace_id", "status", "id");
CREATE INDEX "ix_run_items_run_id_stage_status_target_id" ON "run_items" ("run_id", "stage", "status", "target_id") WHERE status in ('pending', 'running', 'failed');

-- down
ALTER TABLE "connectors" DROP COLUMN "last_synced_at";
DROP INDEX "ix_sources_workspace_id_missing_since_id";
DROP INDEX "ix_sources_workspace_id_deleted_at_id";
DROP INDEX "ix_sources_workspace_id_updated_at_id";
DROP INDEX "ix_sources_workspace_id_id";
DROP INDEX "ix_documents_workspace_id_id";
DROP INDEX "ix_chunk_sets_workspace_id_id";
DROP INDEX "ix_chunks_workspace_id_id";
DROP INDEX "ix_runs_workspace_id_status_id";
DROP INDEX "ix_runs_workspace_id_updated_at_id";
DROP INDEX "ix_runs_workspace_id_id";
DROP INDEX "ix_run_items_run_id_stage_status_target_id";
-- Only the text of table 'runs' changes, and no row is copied: foreign key (pipeline_id) goes; foreign key (collection_id) goes.
-- redefine runs
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
-- Only the text of table 'run_items' changes, and no row is copied: CHECK 'ck_run_items_1' goes.
-- redefine run_items
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
-- Edges of kinds that the version before doesn't know.
DELETE FROM "run_io" WHERE "entity_type" NOT IN ('source', 'source_version', 'document', 'chunk_set', 'chunk');
-- Only the text of table 'run_io' changes, and no row is copied: condition of CHECK 'ck_run_io_entity_type': entity_type in ( 'source' , 'source_version' , 'document' , 'chunk_set' , 'chunk… becomes entity_type in ( 'source' , 'source_version' , 'document' , 'chunk_set' , 'chunk….
-- redefine run_io
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
DROP TABLE "maintenance_log";
DROP TABLE "log_entries";
DROP TABLE "checkpoints";
DROP TABLE "snapshots";
DROP TABLE "outbox";
DROP TABLE "settings";
DROP TABLE "artifacts";
DROP TABLE "query_results";
DROP TABLE "queries";
DROP TABLE "definitions";
DROP TABLE "schedules";
DROP TABLE "collection_sources";
DROP TABLE "collection_pins";
DROP TABLE "collections";
DROP TABLE "pipelines";
DROP TABLE "embedding_backlog";
DROP TABLE "chunk_embeddings";
DROP TABLE "embedding_sets";

-- up
CREATE TABLE "event_streams" (
    "stream_type" TEXT NOT NULL,
    "stream_id" BLOB NOT NULL,
    "version" INTEGER NOT NULL,
    "head_checksum" BLOB,
    "archived_at" INTEGER,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_event_streams_stream_type_stream_id" PRIMARY KEY ("stream_type", "stream_id"),
    CONSTRAINT "ck_event_streams_stream_id" CHECK (length("stream_id") = 16),
    CONSTRAINT "ck_event_streams_head_checksum" CHECK (length("head_checksum") = 32),
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
CREATE INDEX "ix_events_stream_type_stream_id_stream_version" ON "events" ("stream_type", "stream_id", "stream_version") WHERE event_type in ('$undo', '$redo');
CREATE TRIGGER "tr_events_update" BEFORE UPDATE ON "events"
BEGIN
    SELECT RAISE(ABORT, 'rows of events are immutable');
END;
CREATE TABLE "event_log" (
    "id" INTEGER NOT NULL,
    "log_id" BLOB NOT NULL,
    "removed" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_event_log_id" PRIMARY KEY ("id"),
    CONSTRAINT "ck_event_log_id" CHECK ("id" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_event_log_log_id" CHECK (length("log_id") = 16),
    CONSTRAINT "ck_event_log_1" CHECK (removed >= 0)
) STRICT;
CREATE TABLE "event_split" (
    "id" INTEGER NOT NULL,
    "log_id" BLOB NOT NULL,
    "events_path" TEXT,
    "applied_position" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_event_split_id" PRIMARY KEY ("id"),
    CONSTRAINT "ck_event_split_id" CHECK ("id" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_event_split_log_id" CHECK (length("log_id") = 16),
    CONSTRAINT "ck_event_split_1" CHECK (applied_position >= 0)
) STRICT;
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
    "token" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "updated_at" INTEGER NOT NULL,
    CONSTRAINT "pk_checkpoints_processor_shard" PRIMARY KEY ("processor", "shard"),
    CONSTRAINT "ck_checkpoints_shard" CHECK ("shard" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_checkpoints_token" CHECK (token >= 0),
    CONSTRAINT "ck_checkpoints_attempts" CHECK ("attempts" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_checkpoints_attempts_2" CHECK (attempts >= 0),
    CONSTRAINT "ck_checkpoints_1" CHECK (position >= 0),
    CONSTRAINT "ck_checkpoints_2" CHECK ((lease_owner is null) = (lease_until is null))
) STRICT, WITHOUT ROWID;

-- down
DROP TABLE "checkpoints";
DROP TABLE "snapshots";
DROP TABLE "event_split";
DROP TABLE "event_log";
DROP TABLE "events";
DROP TABLE "event_streams";

-- up
ALTER TABLE "event_streams" ADD COLUMN "head_position" INTEGER;
-- The streams that are there: an event appended to them from now on covers the position of the one before.
UPDATE "event_streams" SET "head_position" = (
    SELECT e."position" FROM "events" AS e
    WHERE e."stream_type" = "event_streams"."stream_type" AND e."stream_id" = "event_streams"."stream_id" AND e."stream_version" = "event_streams"."version");
-- Table 'events' is made anew, since ALTER TABLE can't do this: unique constraint (event_id, stream_type, stream_id) is new; unique constraint (stream_type, stream_id, event_id) goes.
-- rebuild events
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
    CONSTRAINT "uq_events_event_id_stream_type_stream_id" UNIQUE ("event_id", "stream_type", "stream_id"),
    CONSTRAINT "ck_events_event_id" CHECK (length("event_id") = 16),
    CONSTRAINT "ck_events_stream_id" CHECK (length("stream_id") = 16),
    CONSTRAINT "ck_events_level" CHECK ("level" IN ('debug', 'information', 'warning', 'error')),
    CONSTRAINT "ck_events_run_id" CHECK (length("run_id") = 16),
    CONSTRAINT "ck_events_payload" CHECK (payload is null or json_valid(payload)),
    CONSTRAINT "ck_events_meta" CHECK (meta is null or json_valid(meta)),
    CONSTRAINT "ck_events_checksum" CHECK (length("checksum") = 32),
    CONSTRAINT "ck_events_1" CHECK (stream_version >= 1)
) STRICT;

-- down
ALTER TABLE "event_streams" DROP COLUMN "head_position";
-- Table 'events' is made anew, since ALTER TABLE can't do this: unique constraint (stream_type, stream_id, event_id) is new; unique constraint (event_id, stream_type, stream_id) goes.
-- rebuild events
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

-- up
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
ALTER TABLE "event_streams" ADD COLUMN "head_checksum" BLOB CONSTRAINT "ck_event_streams_head_checksum" CHECK (length("head_checksum") = 32);
ALTER TABLE "checkpoints" ADD COLUMN "token" INTEGER NOT NULL DEFAULT 0 CONSTRAINT "ck_checkpoints_token" CHECK (token >= 0);
ALTER TABLE "checkpoints" ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0 CONSTRAINT "ck_checkpoints_attempts" CHECK ("attempts" BETWEEN -2147483648 AND 2147483647) CONSTRAINT "ck_checkpoints_attempts_2" CHECK (attempts >= 0);
ALTER TABLE "checkpoints" ADD COLUMN "last_error" TEXT;
CREATE INDEX "ix_events_stream_type_stream_id_stream_version" ON "events" ("stream_type", "stream_id", "stream_version") WHERE event_type in ('$undo', '$redo');

-- down
DROP INDEX "ix_events_stream_type_stream_id_stream_version";
ALTER TABLE "event_streams" DROP COLUMN "head_checksum";
ALTER TABLE "checkpoints" DROP COLUMN "token";
ALTER TABLE "checkpoints" DROP COLUMN "attempts";
ALTER TABLE "checkpoints" DROP COLUMN "last_error";
DROP TABLE "event_log";

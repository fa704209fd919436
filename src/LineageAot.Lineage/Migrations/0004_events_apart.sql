-- up
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

-- down
DROP TABLE "event_split";

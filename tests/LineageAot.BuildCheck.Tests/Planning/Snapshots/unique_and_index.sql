-- destructive
-- Look at this: unique constraint (message) of table 'log_entries' is new: rows with equal values make it fail.
-- up
DROP INDEX "ix_chunks_text_sha256";
-- Table 'log_entries' is made anew, since ALTER TABLE can't do this: unique constraint (message) is new.
-- rebuild log_entries
CREATE TABLE "log_entries" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_log_entries_id" PRIMARY KEY,
    "message" TEXT NOT NULL,
    "value" REAL,
    CONSTRAINT "uq_log_entries_message" UNIQUE ("message")
) STRICT;
CREATE INDEX "ix_chunks_document_id_text_sha256" ON "chunks" ("document_id", "text_sha256" DESC) WHERE ordinal > 0;

-- down
DROP INDEX "ix_chunks_document_id_text_sha256";
-- Table 'log_entries' is made anew, since ALTER TABLE can't do this: unique constraint (message) goes.
-- rebuild log_entries
CREATE TABLE "log_entries" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_log_entries_id" PRIMARY KEY,
    "message" TEXT NOT NULL,
    "value" REAL
) STRICT;
CREATE INDEX "ix_chunks_text_sha256" ON "chunks" ("text_sha256");

-- destructive
-- Look at this: table 'links' goes with its rows.
-- up
ALTER TABLE "documents" RENAME TO "files";
ALTER TABLE "files" RENAME COLUMN "size_bytes" TO "bytes";
DROP INDEX "ix_documents_status_created_at";
CREATE TABLE "tags" (
    "name" TEXT NOT NULL,
    "document_id" BLOB NOT NULL,
    CONSTRAINT "pk_tags_name" PRIMARY KEY ("name"),
    CONSTRAINT "fk_tags_document_id" FOREIGN KEY ("document_id") REFERENCES "files" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_tags_document_id" CHECK (length("document_id") = 16)
) STRICT;
CREATE INDEX "ix_tags_document_id" ON "tags" ("document_id");
ALTER TABLE "files" ADD COLUMN "language" TEXT;
-- Only the text of table 'files' changes, and no row is copied: CHECK 'ck_files_status' is new; CHECK 'ck_documents_status' goes; the names of its constraints follow.
-- redefine files
CREATE TABLE "files" (
    "id" BLOB NOT NULL,
    "path" TEXT NOT NULL,
    "content_sha256" BLOB NOT NULL,
    "bytes" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "price" TEXT,
    "published" INTEGER,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "version" INTEGER NOT NULL,
    "language" TEXT,
    CONSTRAINT "pk_files_id" PRIMARY KEY ("id"),
    CONSTRAINT "uq_files_path" UNIQUE ("path"),
    CONSTRAINT "ck_files_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_files_content_sha256" CHECK (length("content_sha256") = 32),
    CONSTRAINT "ck_files_status" CHECK ("status" IN ('pending', 'indexed', 'failed', 'archived')),
    CONSTRAINT "ck_files_1" CHECK (bytes >= 0)
) STRICT;
DROP TABLE "links";
CREATE INDEX "ix_files_status_created_at" ON "files" ("status", "created_at");

-- There is no way back: what it takes away can't be brought back.
-- irreversible

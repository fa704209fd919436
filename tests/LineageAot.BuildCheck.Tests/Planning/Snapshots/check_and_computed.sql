-- destructive
-- Look at this: CHECK 'ck_documents_1' of table 'documents' has another condition: rows that don't meet it make it fail.
-- up
ALTER TABLE "documents" ADD COLUMN "path_length" INTEGER GENERATED ALWAYS AS (length(path)) VIRTUAL;
-- Only the text of table 'documents' changes, and no row is copied: condition of CHECK 'ck_documents_1': size_bytes >= 0 becomes size_bytes > 0.
-- redefine documents
CREATE TABLE "documents" (
    "id" BLOB NOT NULL,
    "path" TEXT NOT NULL,
    "content_sha256" BLOB NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "price" TEXT,
    "published" INTEGER,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "version" INTEGER NOT NULL,
    "path_length" INTEGER GENERATED ALWAYS AS (length(path)) VIRTUAL,
    CONSTRAINT "pk_documents_id" PRIMARY KEY ("id"),
    CONSTRAINT "uq_documents_path" UNIQUE ("path"),
    CONSTRAINT "ck_documents_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_documents_content_sha256" CHECK (length("content_sha256") = 32),
    CONSTRAINT "ck_documents_status" CHECK ("status" IN ('pending', 'indexed', 'failed')),
    CONSTRAINT "ck_documents_1" CHECK (size_bytes > 0)
) STRICT;

-- down
ALTER TABLE "documents" DROP COLUMN "path_length";
-- Only the text of table 'documents' changes, and no row is copied: condition of CHECK 'ck_documents_1': size_bytes > 0 becomes size_bytes >= 0.
-- redefine documents
CREATE TABLE "documents" (
    "id" BLOB NOT NULL,
    "path" TEXT NOT NULL,
    "content_sha256" BLOB NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "price" TEXT,
    "published" INTEGER,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_documents_id" PRIMARY KEY ("id"),
    CONSTRAINT "uq_documents_path" UNIQUE ("path"),
    CONSTRAINT "ck_documents_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_documents_content_sha256" CHECK (length("content_sha256") = 32),
    CONSTRAINT "ck_documents_status" CHECK ("status" IN ('pending', 'indexed', 'failed')),
    CONSTRAINT "ck_documents_1" CHECK (size_bytes >= 0)
) STRICT;

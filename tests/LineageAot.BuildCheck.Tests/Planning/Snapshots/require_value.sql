-- destructive
-- Look at this: column 'published' of table 'documents' may not be NULL any more: rows in which it is make it fail.
-- up
-- Only the text of table 'documents' changes, and no row is copied: nullability of column 'published': NULL allowed becomes NOT NULL.
-- redefine documents
CREATE TABLE "documents" (
    "id" BLOB NOT NULL,
    "path" TEXT NOT NULL,
    "content_sha256" BLOB NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "price" TEXT,
    "published" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_documents_id" PRIMARY KEY ("id"),
    CONSTRAINT "uq_documents_path" UNIQUE ("path"),
    CONSTRAINT "ck_documents_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_documents_content_sha256" CHECK (length("content_sha256") = 32),
    CONSTRAINT "ck_documents_status" CHECK ("status" IN ('pending', 'indexed', 'failed')),
    CONSTRAINT "ck_documents_1" CHECK (size_bytes >= 0)
) STRICT;

-- down
-- Only the text of table 'documents' changes, and no row is copied: nullability of column 'published': NOT NULL becomes NULL allowed.
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

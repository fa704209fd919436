-- destructive
-- Look at this: column 'before' of table 'documents' is new, may not be NULL and has no default: see what '-- copy' gives to the rows that exist.
-- up
-- Table 'documents' is made anew, since ALTER TABLE can't do this: column 'before' is new, may not be NULL and has no default.
-- rebuild documents
-- copy before = 'pending'
CREATE TABLE "documents" (
    "id" BLOB NOT NULL,
    "path" TEXT NOT NULL,
    "content_sha256" BLOB NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "price" TEXT,
    "published" INTEGER,
    "before" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)),
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_documents_id" PRIMARY KEY ("id"),
    CONSTRAINT "uq_documents_path" UNIQUE ("path"),
    CONSTRAINT "ck_documents_id" CHECK (length("id") = 16),
    CONSTRAINT "ck_documents_content_sha256" CHECK (length("content_sha256") = 32),
    CONSTRAINT "ck_documents_status" CHECK ("status" IN ('pending', 'indexed', 'failed')),
    CONSTRAINT "ck_documents_before" CHECK ("before" IN ('pending', 'indexed', 'failed')),
    CONSTRAINT "ck_documents_1" CHECK (size_bytes >= 0)
) STRICT;

-- down
-- Table 'documents' is made anew, since ALTER TABLE can't do this: column 'before', which a constraint or another column names, goes.
-- rebuild documents
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

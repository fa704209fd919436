-- up
-- Table 'chunks' is made anew, since ALTER TABLE can't do this: collation of column 'text': binary becomes nocase.
-- rebuild chunks
CREATE TABLE "chunks" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_chunks_id" PRIMARY KEY,
    "document_id" BLOB NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "text" TEXT NOT NULL COLLATE NOCASE,
    "text_sha256" BLOB NOT NULL,
    CONSTRAINT "uq_chunks_document_id_ordinal" UNIQUE ("document_id", "ordinal"),
    CONSTRAINT "fk_chunks_document_id" FOREIGN KEY ("document_id") REFERENCES "documents" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_chunks_document_id" CHECK (length("document_id") = 16),
    CONSTRAINT "ck_chunks_ordinal" CHECK ("ordinal" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_chunks_text_sha256" CHECK (length("text_sha256") = 32)
) STRICT;
-- Table 'log_entries' is made anew, since ALTER TABLE can't do this: STRICT of the table itself: yes becomes no.
-- rebuild log_entries
CREATE TABLE "log_entries" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_log_entries_id" PRIMARY KEY,
    "message" TEXT NOT NULL,
    "value" REAL
);
-- Table 'links' is made anew, since ALTER TABLE can't do this: WITHOUT ROWID of the table itself: yes becomes no.
-- rebuild links
CREATE TABLE "links" (
    "from" BLOB NOT NULL,
    "to" BLOB NOT NULL,
    "primary" INTEGER NOT NULL,
    CONSTRAINT "pk_links_from_to" PRIMARY KEY ("from", "to"),
    CONSTRAINT "ck_links_from" CHECK (length("from") = 16),
    CONSTRAINT "ck_links_to" CHECK (length("to") = 16),
    CONSTRAINT "ck_links_primary" CHECK ("primary" IN (0, 1))
) STRICT;

-- down
-- Table 'chunks' is made anew, since ALTER TABLE can't do this: collation of column 'text': nocase becomes binary.
-- rebuild chunks
CREATE TABLE "chunks" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_chunks_id" PRIMARY KEY,
    "document_id" BLOB NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "text_sha256" BLOB NOT NULL,
    CONSTRAINT "uq_chunks_document_id_ordinal" UNIQUE ("document_id", "ordinal"),
    CONSTRAINT "fk_chunks_document_id" FOREIGN KEY ("document_id") REFERENCES "documents" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_chunks_document_id" CHECK (length("document_id") = 16),
    CONSTRAINT "ck_chunks_ordinal" CHECK ("ordinal" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_chunks_text_sha256" CHECK (length("text_sha256") = 32)
) STRICT;
-- Table 'log_entries' is made anew, since ALTER TABLE can't do this: STRICT of the table itself: no becomes yes.
-- rebuild log_entries
CREATE TABLE "log_entries" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_log_entries_id" PRIMARY KEY,
    "message" TEXT NOT NULL,
    "value" REAL
) STRICT;
-- Table 'links' is made anew, since ALTER TABLE can't do this: WITHOUT ROWID of the table itself: no becomes yes.
-- rebuild links
CREATE TABLE "links" (
    "from" BLOB NOT NULL,
    "to" BLOB NOT NULL,
    "primary" INTEGER NOT NULL,
    CONSTRAINT "pk_links_from_to" PRIMARY KEY ("from", "to"),
    CONSTRAINT "ck_links_from" CHECK (length("from") = 16),
    CONSTRAINT "ck_links_to" CHECK (length("to") = 16),
    CONSTRAINT "ck_links_primary" CHECK ("primary" IN (0, 1))
) STRICT, WITHOUT ROWID;

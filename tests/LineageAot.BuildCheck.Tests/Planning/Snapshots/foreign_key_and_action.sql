-- destructive
-- Look at this: foreign key (from) of table 'links' is new: rows that point at nothing make it fail.
-- up
-- Only the text of table 'chunks' changes, and no row is copied: ON DELETE of foreign key (document_id): cascade becomes restrict.
-- redefine chunks
CREATE TABLE "chunks" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_chunks_id" PRIMARY KEY,
    "document_id" BLOB NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "text_sha256" BLOB NOT NULL,
    CONSTRAINT "uq_chunks_document_id_ordinal" UNIQUE ("document_id", "ordinal"),
    CONSTRAINT "fk_chunks_document_id" FOREIGN KEY ("document_id") REFERENCES "documents" ("id") ON DELETE RESTRICT,
    CONSTRAINT "ck_chunks_document_id" CHECK (length("document_id") = 16),
    CONSTRAINT "ck_chunks_ordinal" CHECK ("ordinal" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_chunks_text_sha256" CHECK (length("text_sha256") = 32)
) STRICT;
-- Only the text of table 'links' changes, and no row is copied: foreign key (from) is new.
-- redefine links
CREATE TABLE "links" (
    "from" BLOB NOT NULL,
    "to" BLOB NOT NULL,
    "primary" INTEGER NOT NULL,
    CONSTRAINT "pk_links_from_to" PRIMARY KEY ("from", "to"),
    CONSTRAINT "fk_links_from" FOREIGN KEY ("from") REFERENCES "documents" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_links_from" CHECK (length("from") = 16),
    CONSTRAINT "ck_links_to" CHECK (length("to") = 16),
    CONSTRAINT "ck_links_primary" CHECK ("primary" IN (0, 1))
) STRICT, WITHOUT ROWID;

-- down
-- Only the text of table 'chunks' changes, and no row is copied: ON DELETE of foreign key (document_id): restrict becomes cascade.
-- redefine chunks
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
-- Only the text of table 'links' changes, and no row is copied: foreign key (from) goes.
-- redefine links
CREATE TABLE "links" (
    "from" BLOB NOT NULL,
    "to" BLOB NOT NULL,
    "primary" INTEGER NOT NULL,
    CONSTRAINT "pk_links_from_to" PRIMARY KEY ("from", "to"),
    CONSTRAINT "ck_links_from" CHECK (length("from") = 16),
    CONSTRAINT "ck_links_to" CHECK (length("to") = 16),
    CONSTRAINT "ck_links_primary" CHECK ("primary" IN (0, 1))
) STRICT, WITHOUT ROWID;

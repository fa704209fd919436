-- up
ALTER TABLE "chunks" RENAME TO "pieces";
DROP INDEX "ix_chunks_text_sha256";
-- Only the text of table 'pieces' changes, and no row is copied: the names of its constraints follow.
-- redefine pieces
CREATE TABLE "pieces" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_pieces_id" PRIMARY KEY,
    "document_id" BLOB NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "text_sha256" BLOB NOT NULL,
    CONSTRAINT "uq_pieces_document_id_ordinal" UNIQUE ("document_id", "ordinal"),
    CONSTRAINT "fk_pieces_document_id" FOREIGN KEY ("document_id") REFERENCES "documents" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_pieces_document_id" CHECK (length("document_id") = 16),
    CONSTRAINT "ck_pieces_ordinal" CHECK ("ordinal" BETWEEN -2147483648 AND 2147483647),
    CONSTRAINT "ck_pieces_text_sha256" CHECK (length("text_sha256") = 32)
) STRICT;
CREATE INDEX "ix_pieces_text_sha256" ON "pieces" ("text_sha256");

-- down
ALTER TABLE "pieces" RENAME TO "chunks";
DROP INDEX "ix_pieces_text_sha256";
-- Only the text of table 'chunks' changes, and no row is copied: the names of its constraints follow.
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
CREATE INDEX "ix_chunks_text_sha256" ON "chunks" ("text_sha256");

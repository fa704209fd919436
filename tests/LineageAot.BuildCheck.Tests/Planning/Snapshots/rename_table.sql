-- up
ALTER TABLE "chunks" RENAME TO "pieces";
DROP INDEX "ix_chunks_text_sha256";
-- Only the text of table 'pieces' changes, and no row is copied: CHECK 'ck_pieces_document_id' is new; CHECK 'ck_pieces_ordinal' is new; CHECK 'ck_pieces_text_sha256' is new; CHECK 'ck_chunks_document_id' goes; CHECK 'ck_chunks_ordinal' goes; CHECK 'ck_chunks_text_sha256' goes; the primary key has another constraint name (pk_chunks_id becomes pk_pieces_id); unique constraint (document_id, ordinal) has another constraint name (uq_chunks_document_id_ordinal becomes uq_pieces_document_id_ordinal); foreign key (document_id) has another constraint name (fk_chunks_document_id becomes fk_pieces_document_id).
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
-- Only the text of table 'chunks' changes, and no row is copied: CHECK 'ck_chunks_document_id' is new; CHECK 'ck_chunks_ordinal' is new; CHECK 'ck_chunks_text_sha256' is new; CHECK 'ck_pieces_document_id' goes; CHECK 'ck_pieces_ordinal' goes; CHECK 'ck_pieces_text_sha256' goes; the primary key has another constraint name (pk_pieces_id becomes pk_chunks_id); unique constraint (document_id, ordinal) has another constraint name (uq_pieces_document_id_ordinal becomes uq_chunks_document_id_ordinal); foreign key (document_id) has another constraint name (fk_pieces_document_id becomes fk_chunks_document_id).
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

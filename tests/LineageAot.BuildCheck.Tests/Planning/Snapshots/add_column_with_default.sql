-- up
ALTER TABLE "documents" ADD COLUMN "pinned" INTEGER NOT NULL DEFAULT 0 CONSTRAINT "ck_documents_pinned" CHECK ("pinned" IN (0, 1));

-- down
ALTER TABLE "documents" DROP COLUMN "pinned";

-- up
ALTER TABLE "documents" ADD COLUMN "language" TEXT;

-- down
ALTER TABLE "documents" DROP COLUMN "language";

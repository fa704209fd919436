-- up
ALTER TABLE "pages" ADD COLUMN "more" INTEGER;

-- down
ALTER TABLE "pages" DROP COLUMN "more";

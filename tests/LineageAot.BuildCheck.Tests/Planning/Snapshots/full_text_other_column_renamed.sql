-- up
ALTER TABLE "notes" RENAME COLUMN "size" TO "length";
ALTER TABLE "pages" RENAME COLUMN "size" TO "length";

-- down
ALTER TABLE "notes" RENAME COLUMN "length" TO "size";
ALTER TABLE "pages" RENAME COLUMN "length" TO "size";

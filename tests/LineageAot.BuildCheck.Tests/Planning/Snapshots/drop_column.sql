-- destructive
-- Look at this: column 'price' of table 'documents' goes with its values.
-- up
ALTER TABLE "documents" DROP COLUMN "price";

-- There is no way back: what it takes away can't be brought back.
-- irreversible

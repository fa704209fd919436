-- destructive
-- Look at this: column 'kind' of table 'pages' goes with its values.
-- up
ALTER TABLE "pages" DROP COLUMN "kind";

-- There is no way back: what it takes away can't be brought back.
-- irreversible

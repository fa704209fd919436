-- destructive
-- Look at this: table 'pages' goes with its rows.
-- up
-- The full-text index of table 'pages' goes; the texts are the table's own.
DROP TRIGGER "tr_pages_fts_delete";
DROP TRIGGER "tr_pages_fts_update";
DROP TRIGGER "tr_pages_fts_insert";
DROP TABLE "pages_fts";
DROP VIEW "pages_fts_texts";
DROP TABLE "pages_fts_rows";
DROP TABLE "pages";

-- There is no way back: what it takes away can't be brought back.
-- irreversible

-- destructive
-- Look at this: column 'text' of table 'notes' goes with its values.
-- up
-- The full-text index of table 'notes' changes: it is made anew behind.
DROP TRIGGER "tr_notes_fts_delete";
DROP TRIGGER "tr_notes_fts_update";
DROP TRIGGER "tr_notes_fts_insert";
DROP TABLE "notes_fts";
-- Table 'notes' is made anew, since ALTER TABLE can't do this: column 'text', which a constraint or another column names, goes.
-- rebuild notes
CREATE TABLE "notes" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_notes_id" PRIMARY KEY,
    "title" TEXT NOT NULL,
    "size" INTEGER NOT NULL
) STRICT;
-- The full-text index of table 'notes'.
CREATE VIRTUAL TABLE "notes_fts" USING fts5(
    "title",
    content = 'notes',
    content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2'
);
-- The rows that are there already.
INSERT INTO "notes_fts" ("notes_fts") VALUES ('rebuild');
CREATE TRIGGER "tr_notes_fts_insert" AFTER INSERT ON "notes"
BEGIN
    INSERT INTO "notes_fts" (rowid, "title") VALUES (new."id", new."title");
END;
CREATE TRIGGER "tr_notes_fts_update" AFTER UPDATE OF "id", "title" ON "notes"
WHEN old."id" IS NOT new."id" OR old."title" IS NOT new."title"
BEGIN
    INSERT INTO "notes_fts" ("notes_fts", rowid, "title") VALUES ('delete', old."id", old."title");
    INSERT INTO "notes_fts" (rowid, "title") VALUES (new."id", new."title");
END;
CREATE TRIGGER "tr_notes_fts_delete" AFTER DELETE ON "notes"
BEGIN
    INSERT INTO "notes_fts" ("notes_fts", rowid, "title") VALUES ('delete', old."id", old."title");
END;

-- There is no way back: what it takes away can't be brought back.
-- irreversible

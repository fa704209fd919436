-- up
-- The full-text index of table 'notes' changes: it is made anew behind.
DROP TRIGGER "tr_notes_fts_delete";
DROP TRIGGER "tr_notes_fts_update";
DROP TRIGGER "tr_notes_fts_insert";
DROP TABLE "notes_fts";
-- The full-text index of table 'pages' changes: it is made anew behind.
DROP TRIGGER "tr_pages_fts_delete";
DROP TRIGGER "tr_pages_fts_update";
DROP TRIGGER "tr_pages_fts_insert";
DROP TABLE "pages_fts";
DROP VIEW "pages_fts_texts";
DROP TABLE "pages_fts_rows";
ALTER TABLE "notes" RENAME TO "memos";
ALTER TABLE "pages" RENAME TO "sheets";
-- Only the text of table 'memos' changes, and no row is copied: the names of its constraints follow.
-- redefine memos
CREATE TABLE "memos" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_memos_id" PRIMARY KEY,
    "title" TEXT NOT NULL,
    "text" TEXT,
    "size" INTEGER NOT NULL
) STRICT;
-- Only the text of table 'sheets' changes, and no row is copied: the names of its constraints follow.
-- redefine sheets
CREATE TABLE "sheets" (
    "id" BLOB NOT NULL,
    "body" TEXT NOT NULL,
    "other" TEXT,
    "kind" TEXT,
    "size" INTEGER NOT NULL,
    CONSTRAINT "pk_sheets_id" PRIMARY KEY ("id"),
    CONSTRAINT "ck_sheets_id" CHECK (length("id") = 16)
) STRICT;
-- The full-text index of table 'memos'.
CREATE VIRTUAL TABLE "memos_fts" USING fts5(
    "title",
    "text",
    content = 'memos',
    content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2'
);
-- The rows that are there already.
INSERT INTO "memos_fts" ("memos_fts") VALUES ('rebuild');
CREATE TRIGGER "tr_memos_fts_insert" AFTER INSERT ON "memos"
BEGIN
    INSERT INTO "memos_fts" (rowid, "title", "text") VALUES (new."id", new."title", new."text");
END;
CREATE TRIGGER "tr_memos_fts_update" AFTER UPDATE OF "id", "title", "text" ON "memos"
WHEN old."id" IS NOT new."id" OR old."title" IS NOT new."title" OR old."text" IS NOT new."text"
BEGIN
    INSERT INTO "memos_fts" ("memos_fts", rowid, "title", "text") VALUES ('delete', old."id", old."title", old."text");
    INSERT INTO "memos_fts" (rowid, "title", "text") VALUES (new."id", new."title", new."text");
END;
CREATE TRIGGER "tr_memos_fts_delete" AFTER DELETE ON "memos"
BEGIN
    INSERT INTO "memos_fts" ("memos_fts", rowid, "title", "text") VALUES ('delete', old."id", old."title", old."text");
END;
-- The full-text index of table 'sheets'.
CREATE TABLE "sheets_fts_rows" (
    "docid" INTEGER PRIMARY KEY,
    "id" BLOB NOT NULL,
    UNIQUE ("id")
) STRICT;
CREATE VIEW "sheets_fts_texts" AS
SELECT r."docid" AS "docid", t."body" AS "body"
FROM "sheets_fts_rows" AS r
JOIN "sheets" AS t ON t."id" = r."id";
CREATE VIRTUAL TABLE "sheets_fts" USING fts5(
    "body",
    content = 'sheets_fts_texts',
    content_rowid = 'docid',
    tokenize = 'unicode61 remove_diacritics 2'
);
-- The rows that are there already.
INSERT INTO "sheets_fts_rows" ("id") SELECT "id" FROM "sheets" ORDER BY "id";
INSERT INTO "sheets_fts" ("sheets_fts") VALUES ('rebuild');
CREATE TRIGGER "tr_sheets_fts_insert" AFTER INSERT ON "sheets"
BEGIN
    INSERT INTO "sheets_fts_rows" ("id") VALUES (new."id");
    INSERT INTO "sheets_fts" (rowid, "body") SELECT "docid", new."body" FROM "sheets_fts_rows" WHERE "id" = new."id";
END;
CREATE TRIGGER "tr_sheets_fts_update" AFTER UPDATE OF "id", "body" ON "sheets"
WHEN old."id" IS NOT new."id" OR old."body" IS NOT new."body"
BEGIN
    INSERT INTO "sheets_fts" ("sheets_fts", rowid, "body") SELECT 'delete', "docid", old."body" FROM "sheets_fts_rows" WHERE "id" = old."id";
    UPDATE "sheets_fts_rows" SET "id" = new."id" WHERE "id" = old."id" AND (old."id" IS NOT new."id");
    INSERT INTO "sheets_fts" (rowid, "body") SELECT "docid", new."body" FROM "sheets_fts_rows" WHERE "id" = new."id";
END;
CREATE TRIGGER "tr_sheets_fts_delete" AFTER DELETE ON "sheets"
BEGIN
    INSERT INTO "sheets_fts" ("sheets_fts", rowid, "body") SELECT 'delete', "docid", old."body" FROM "sheets_fts_rows" WHERE "id" = old."id";
    DELETE FROM "sheets_fts_rows" WHERE "id" = old."id";
END;

-- down
-- The full-text index of table 'memos' changes: it is made anew behind.
DROP TRIGGER "tr_memos_fts_delete";
DROP TRIGGER "tr_memos_fts_update";
DROP TRIGGER "tr_memos_fts_insert";
DROP TABLE "memos_fts";
-- The full-text index of table 'sheets' changes: it is made anew behind.
DROP TRIGGER "tr_sheets_fts_delete";
DROP TRIGGER "tr_sheets_fts_update";
DROP TRIGGER "tr_sheets_fts_insert";
DROP TABLE "sheets_fts";
DROP VIEW "sheets_fts_texts";
DROP TABLE "sheets_fts_rows";
ALTER TABLE "memos" RENAME TO "notes";
ALTER TABLE "sheets" RENAME TO "pages";
-- Only the text of table 'notes' changes, and no row is copied: the names of its constraints follow.
-- redefine notes
CREATE TABLE "notes" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_notes_id" PRIMARY KEY,
    "title" TEXT NOT NULL,
    "text" TEXT,
    "size" INTEGER NOT NULL
) STRICT;
-- Only the text of table 'pages' changes, and no row is copied: the names of its constraints follow.
-- redefine pages
CREATE TABLE "pages" (
    "id" BLOB NOT NULL,
    "body" TEXT NOT NULL,
    "other" TEXT,
    "kind" TEXT,
    "size" INTEGER NOT NULL,
    CONSTRAINT "pk_pages_id" PRIMARY KEY ("id"),
    CONSTRAINT "ck_pages_id" CHECK (length("id") = 16)
) STRICT;
-- The full-text index of table 'notes'.
CREATE VIRTUAL TABLE "notes_fts" USING fts5(
    "title",
    "text",
    content = 'notes',
    content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2'
);
-- The rows that are there already.
INSERT INTO "notes_fts" ("notes_fts") VALUES ('rebuild');
CREATE TRIGGER "tr_notes_fts_insert" AFTER INSERT ON "notes"
BEGIN
    INSERT INTO "notes_fts" (rowid, "title", "text") VALUES (new."id", new."title", new."text");
END;
CREATE TRIGGER "tr_notes_fts_update" AFTER UPDATE OF "id", "title", "text" ON "notes"
WHEN old."id" IS NOT new."id" OR old."title" IS NOT new."title" OR old."text" IS NOT new."text"
BEGIN
    INSERT INTO "notes_fts" ("notes_fts", rowid, "title", "text") VALUES ('delete', old."id", old."title", old."text");
    INSERT INTO "notes_fts" (rowid, "title", "text") VALUES (new."id", new."title", new."text");
END;
CREATE TRIGGER "tr_notes_fts_delete" AFTER DELETE ON "notes"
BEGIN
    INSERT INTO "notes_fts" ("notes_fts", rowid, "title", "text") VALUES ('delete', old."id", old."title", old."text");
END;
-- The full-text index of table 'pages'.
CREATE TABLE "pages_fts_rows" (
    "docid" INTEGER PRIMARY KEY,
    "id" BLOB NOT NULL,
    UNIQUE ("id")
) STRICT;
CREATE VIEW "pages_fts_texts" AS
SELECT r."docid" AS "docid", t."body" AS "body"
FROM "pages_fts_rows" AS r
JOIN "pages" AS t ON t."id" = r."id";
CREATE VIRTUAL TABLE "pages_fts" USING fts5(
    "body",
    content = 'pages_fts_texts',
    content_rowid = 'docid',
    tokenize = 'unicode61 remove_diacritics 2'
);
-- The rows that are there already.
INSERT INTO "pages_fts_rows" ("id") SELECT "id" FROM "pages" ORDER BY "id";
INSERT INTO "pages_fts" ("pages_fts") VALUES ('rebuild');
CREATE TRIGGER "tr_pages_fts_insert" AFTER INSERT ON "pages"
BEGIN
    INSERT INTO "pages_fts_rows" ("id") VALUES (new."id");
    INSERT INTO "pages_fts" (rowid, "body") SELECT "docid", new."body" FROM "pages_fts_rows" WHERE "id" = new."id";
END;
CREATE TRIGGER "tr_pages_fts_update" AFTER UPDATE OF "id", "body" ON "pages"
WHEN old."id" IS NOT new."id" OR old."body" IS NOT new."body"
BEGIN
    INSERT INTO "pages_fts" ("pages_fts", rowid, "body") SELECT 'delete', "docid", old."body" FROM "pages_fts_rows" WHERE "id" = old."id";
    UPDATE "pages_fts_rows" SET "id" = new."id" WHERE "id" = old."id" AND (old."id" IS NOT new."id");
    INSERT INTO "pages_fts" (rowid, "body") SELECT "docid", new."body" FROM "pages_fts_rows" WHERE "id" = new."id";
END;
CREATE TRIGGER "tr_pages_fts_delete" AFTER DELETE ON "pages"
BEGIN
    INSERT INTO "pages_fts" ("pages_fts", rowid, "body") SELECT 'delete', "docid", old."body" FROM "pages_fts_rows" WHERE "id" = old."id";
    DELETE FROM "pages_fts_rows" WHERE "id" = old."id";
END;

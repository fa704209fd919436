-- up
CREATE TABLE "pages" (
    "id" BLOB NOT NULL,
    "body" TEXT NOT NULL,
    "other" TEXT,
    "kind" TEXT,
    "size" INTEGER NOT NULL,
    CONSTRAINT "pk_pages_id" PRIMARY KEY ("id"),
    CONSTRAINT "ck_pages_id" CHECK (length("id") = 16)
) STRICT;
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

-- down
-- The full-text index of table 'pages' goes; the texts are the table's own.
DROP TRIGGER "tr_pages_fts_delete";
DROP TRIGGER "tr_pages_fts_update";
DROP TRIGGER "tr_pages_fts_insert";
DROP TABLE "pages_fts";
DROP VIEW "pages_fts_texts";
DROP TABLE "pages_fts_rows";
DROP TABLE "pages";

-- up
-- The full-text index of table 'pages' changes: it is made anew behind.
DROP TRIGGER "tr_pages_fts_delete";
DROP TRIGGER "tr_pages_fts_update";
DROP TRIGGER "tr_pages_fts_insert";
DROP TABLE "pages_fts";
DROP VIEW "pages_fts_texts";
DROP TABLE "pages_fts_rows";
ALTER TABLE "pages" RENAME COLUMN "body" TO "content";
ALTER TABLE "pages" RENAME COLUMN "other" TO "body";
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

-- down
-- The full-text index of table 'pages' changes: it is made anew behind.
DROP TRIGGER "tr_pages_fts_delete";
DROP TRIGGER "tr_pages_fts_update";
DROP TRIGGER "tr_pages_fts_insert";
DROP TABLE "pages_fts";
DROP VIEW "pages_fts_texts";
DROP TABLE "pages_fts_rows";
ALTER TABLE "pages" RENAME COLUMN "body" TO "other";
ALTER TABLE "pages" RENAME COLUMN "content" TO "body";
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

-- destructive
-- Look at this: column 'size' of table 'notes' becomes REAL (was INTEGER): values change their form, and those that can't make it fail.
-- Look at this: column 'size' of table 'pages' becomes REAL (was INTEGER): values change their form, and those that can't make it fail.
-- up
-- Table 'notes' is made anew, since ALTER TABLE can't do this: type of column 'size': INTEGER becomes REAL.
-- rebuild notes
CREATE TABLE "notes" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_notes_id" PRIMARY KEY,
    "title" TEXT NOT NULL,
    "text" TEXT,
    "size" REAL NOT NULL
) STRICT;
-- Table 'pages' is made anew, since ALTER TABLE can't do this: type of column 'size': INTEGER becomes REAL.
-- rebuild pages
CREATE TABLE "pages" (
    "id" BLOB NOT NULL,
    "body" TEXT NOT NULL,
    "other" TEXT,
    "kind" TEXT,
    "size" REAL NOT NULL,
    CONSTRAINT "pk_pages_id" PRIMARY KEY ("id"),
    CONSTRAINT "ck_pages_id" CHECK (length("id") = 16)
) STRICT;

-- There is no way back: what it takes away can't be brought back.
-- irreversible

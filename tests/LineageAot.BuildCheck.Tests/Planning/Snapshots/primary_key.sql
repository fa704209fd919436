-- destructive
-- Look at this: columns of the primary key: from, to becomes from in table 'links': rows with equal keys make it fail.
-- up
-- Table 'log_entries' is made anew, since ALTER TABLE can't do this: AUTOINCREMENT of the primary key: no becomes yes.
-- rebuild log_entries
CREATE TABLE "log_entries" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_log_entries_id" PRIMARY KEY AUTOINCREMENT,
    "message" TEXT NOT NULL,
    "value" REAL
) STRICT;
-- Table 'links' is made anew, since ALTER TABLE can't do this: columns of the primary key: from, to becomes from.
-- rebuild links
CREATE TABLE "links" (
    "from" BLOB NOT NULL,
    "to" BLOB NOT NULL,
    "primary" INTEGER NOT NULL,
    CONSTRAINT "pk_links_from" PRIMARY KEY ("from"),
    CONSTRAINT "ck_links_from" CHECK (length("from") = 16),
    CONSTRAINT "ck_links_to" CHECK (length("to") = 16),
    CONSTRAINT "ck_links_primary" CHECK ("primary" IN (0, 1))
) STRICT, WITHOUT ROWID;

-- down
-- Table 'log_entries' is made anew, since ALTER TABLE can't do this: AUTOINCREMENT of the primary key: yes becomes no.
-- rebuild log_entries
CREATE TABLE "log_entries" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_log_entries_id" PRIMARY KEY,
    "message" TEXT NOT NULL,
    "value" REAL
) STRICT;
-- Table 'links' is made anew, since ALTER TABLE can't do this: columns of the primary key: from becomes from, to.
-- rebuild links
CREATE TABLE "links" (
    "from" BLOB NOT NULL,
    "to" BLOB NOT NULL,
    "primary" INTEGER NOT NULL,
    CONSTRAINT "pk_links_from_to" PRIMARY KEY ("from", "to"),
    CONSTRAINT "ck_links_from" CHECK (length("from") = 16),
    CONSTRAINT "ck_links_to" CHECK (length("to") = 16),
    CONSTRAINT "ck_links_primary" CHECK ("primary" IN (0, 1))
) STRICT, WITHOUT ROWID;

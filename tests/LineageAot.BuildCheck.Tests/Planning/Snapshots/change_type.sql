-- destructive
-- Look at this: column 'value' of table 'log_entries' becomes INTEGER (was REAL): values change their form, and those that can't make it fail.
-- up
-- Table 'log_entries' is made anew, since ALTER TABLE can't do this: type of column 'value': REAL becomes INTEGER.
-- rebuild log_entries
CREATE TABLE "log_entries" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_log_entries_id" PRIMARY KEY,
    "message" TEXT NOT NULL,
    "value" INTEGER
) STRICT;

-- There is no way back: what it takes away can't be brought back.
-- irreversible

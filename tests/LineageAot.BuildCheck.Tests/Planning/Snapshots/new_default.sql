-- up
-- Table 'log_entries' is made anew, since ALTER TABLE can't do this: default of column 'value': none becomes 1.0.
-- rebuild log_entries
CREATE TABLE "log_entries" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_log_entries_id" PRIMARY KEY,
    "message" TEXT NOT NULL,
    "value" REAL DEFAULT (1.0)
) STRICT;

-- down
-- Table 'log_entries' is made anew, since ALTER TABLE can't do this: default of column 'value': 1.0 becomes none.
-- rebuild log_entries
CREATE TABLE "log_entries" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_log_entries_id" PRIMARY KEY,
    "message" TEXT NOT NULL,
    "value" REAL
) STRICT;

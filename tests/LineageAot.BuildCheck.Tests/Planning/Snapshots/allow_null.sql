-- up
-- Only the text of table 'log_entries' changes, and no row is copied: nullability of column 'message': NOT NULL becomes NULL allowed.
-- redefine log_entries
CREATE TABLE "log_entries" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_log_entries_id" PRIMARY KEY,
    "message" TEXT,
    "value" REAL
) STRICT;

-- down
-- Only the text of table 'log_entries' changes, and no row is copied: nullability of column 'message': NULL allowed becomes NOT NULL.
-- redefine log_entries
CREATE TABLE "log_entries" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_log_entries_id" PRIMARY KEY,
    "message" TEXT NOT NULL,
    "value" REAL
) STRICT;

-- up
-- Only the text of table 'log_entries' changes, and no row is copied: column 'message' has another nullability (NOT NULL becomes NULL allowed).
-- redefine log_entries
CREATE TABLE "log_entries" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_log_entries_id" PRIMARY KEY,
    "message" TEXT,
    "value" REAL
) STRICT;

-- down
-- Only the text of table 'log_entries' changes, and no row is copied: column 'message' has another nullability (NULL allowed becomes NOT NULL).
-- redefine log_entries
CREATE TABLE "log_entries" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_log_entries_id" PRIMARY KEY,
    "message" TEXT NOT NULL,
    "value" REAL
) STRICT;

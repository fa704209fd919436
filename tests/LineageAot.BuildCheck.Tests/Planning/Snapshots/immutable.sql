-- up
CREATE TRIGGER "tr_log_entries_update" BEFORE UPDATE ON "log_entries"
BEGIN
    SELECT RAISE(ABORT, 'rows of log_entries are immutable');
END;

-- down
DROP TRIGGER "tr_log_entries_update";

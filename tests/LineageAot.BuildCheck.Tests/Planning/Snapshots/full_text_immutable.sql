-- up
CREATE TRIGGER "tr_pages_update" BEFORE UPDATE ON "pages"
BEGIN
    SELECT RAISE(ABORT, 'rows of pages are immutable');
END;

-- down
DROP TRIGGER "tr_pages_update";

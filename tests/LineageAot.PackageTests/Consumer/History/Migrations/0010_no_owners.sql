-- destructive
-- up
alter table memos drop column owner;
-- irreversible

-- up
alter table notes rename to memos;
-- down
alter table memos rename to notes;

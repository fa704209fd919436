-- up
alter table memos add column words integer;
-- backfill memos batch 2
update memos set words = length(body) - length(replace(body, ' ', '')) + 1 where words is null;
-- down
alter table memos drop column words;

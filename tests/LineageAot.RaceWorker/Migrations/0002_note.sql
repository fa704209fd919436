-- up
alter table marks add column note text;
-- backfill marks batch 10
update marks set note = 'mark ' || id where note is null;
-- down
alter table marks drop column note;

-- up
alter table notes add column owner text;
-- down
alter table notes drop column owner;

-- up
alter table notes rename column text to body;
-- down
alter table notes rename column body to text;

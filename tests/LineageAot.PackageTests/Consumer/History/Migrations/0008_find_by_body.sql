-- up
create index ix_memos_body on memos (body) where size > 0;
create view late as select id, body from memos where state = 'late';
-- down
drop view late;
drop index ix_memos_body;

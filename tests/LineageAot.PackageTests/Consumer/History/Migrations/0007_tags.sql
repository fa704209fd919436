-- up
create table tags (
    memo_id integer not null,
    name text not null,
    constraint pk_tags_memo_id_name primary key (memo_id, name),
    constraint fk_tags_memo_id foreign key (memo_id) references memos (id) on delete cascade
) strict, without rowid;
-- down
drop table tags;

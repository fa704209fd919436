-- up
-- redefine memos
create table memos (
    id integer not null constraint pk_memos_id primary key autoincrement,
    body text not null,
    state text not null,
    size integer not null,
    owner text,
    constraint ck_memos_state check (state in ('new', 'done', 'late'))
) strict;
-- down
-- redefine memos
create table memos (
    id integer not null constraint pk_memos_id primary key autoincrement,
    body text not null,
    state text not null,
    size integer not null,
    owner text,
    constraint ck_memos_state check (state in ('new', 'done'))
) strict;

-- up
-- rebuild memos
-- copy size = cast(coalesce(size, '0') as integer)
create table memos (
    id integer not null constraint pk_memos_id primary key autoincrement,
    body text not null,
    state text not null,
    size integer not null,
    owner text,
    constraint ck_memos_state check (state in ('new', 'done'))
) strict;
-- down
-- rebuild memos
create table memos (
    id integer not null constraint pk_notes_id primary key autoincrement,
    body text not null,
    state text not null,
    size text,
    owner text,
    constraint ck_notes_state check (state in ('new', 'done'))
) strict;

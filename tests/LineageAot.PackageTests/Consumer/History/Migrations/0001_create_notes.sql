-- up
create table notes (
    id integer not null constraint pk_notes_id primary key autoincrement,
    text text not null,
    state text not null,
    size text,
    constraint ck_notes_state check (state in ('new', 'done'))
) strict;
-- down
drop table notes;

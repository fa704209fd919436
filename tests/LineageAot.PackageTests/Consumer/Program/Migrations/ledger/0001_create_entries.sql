-- up
create table entries (
    id integer not null constraint pk_entries_id primary key,
    text text not null,
    amount text
) strict;
insert into entries values (1, 'seed', '12');
-- down
drop table entries;

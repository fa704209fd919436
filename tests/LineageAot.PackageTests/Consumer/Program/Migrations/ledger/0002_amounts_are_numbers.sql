-- up
-- rebuild entries
-- copy amount = cast(coalesce(amount, '0') as integer)
create table entries (
    id integer not null constraint pk_entries_id primary key,
    text text not null,
    amount integer not null
) strict;
-- irreversible

-- up
create table marks (id integer not null constraint pk_marks_id primary key) strict;
-- down
drop table marks;

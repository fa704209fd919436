-- up
create index ix_marks_note on marks (note);
-- down
drop index ix_marks_note;

-- What the value of a field rests on: a label, a cell of a table, a sentence or the heading. NULL: an earlier version read it.
ALTER TABLE base.position_fields ADD COLUMN basis VARCHAR;

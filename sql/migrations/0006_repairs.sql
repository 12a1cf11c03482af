-- Damaged texts are repaired before they are read: what the file says itself stays beside the text, NULL where both are
-- the same. A warehouse of before learns of repairs when files are read anew.
ALTER TABLE base.texts ADD COLUMN original_text VARCHAR;
ALTER TABLE base.texts ADD COLUMN repairs STRUCT(
    span_start INTEGER, span_end INTEGER, original VARCHAR, repaired VARCHAR, rule VARCHAR, confidence DOUBLE
)[];

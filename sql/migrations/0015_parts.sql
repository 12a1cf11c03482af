-- A publish in part goes on from the last one: the checksums that its files must still have, the day of the last night that
-- derived everything, and whether the next publish is to do so.
ALTER TABLE base.state ADD COLUMN published_checksums VARCHAR;
ALTER TABLE base.state ADD COLUMN whole_published_on DATE;
ALTER TABLE base.state ADD COLUMN is_whole_wanted BOOLEAN DEFAULT false;

-- What a ruling records beside its key: the file and the readers that it was made over; and what only the loader knows:
-- whether the quote itself speaks against the day (fault), and whether a second person must agree (needs_second).
ALTER TABLE base.rulings ADD COLUMN file_sha256 VARCHAR;
ALTER TABLE base.rulings ADD COLUMN reader_version VARCHAR;
ALTER TABLE base.rulings ADD COLUMN fault VARCHAR;
ALTER TABLE base.rulings ADD COLUMN needs_second BOOLEAN DEFAULT false;

-- What a sentence says beyond its object and its day: why it decides nothing, until when it holds, what it leaves alone.
ALTER TABLE base.effects ADD COLUMN until_on DATE;
ALTER TABLE base.effects ADD COLUMN except_points VARCHAR[];
ALTER TABLE base.effects ADD COLUMN limit_words VARCHAR;
ALTER TABLE base.effects ADD COLUMN doubt VARCHAR;
ALTER TABLE base.effects ADD COLUMN doubt_quote VARCHAR;

-- How far a signature was verified, and by whose clock. Files loaded before are read again under the new extractor
-- version; until then their signatures say what they did, and nothing speaks against them.
ALTER TABLE base.signatures ADD COLUMN reason_code VARCHAR;
ALTER TABLE base.signatures ADD COLUMN is_refuted BOOLEAN;
ALTER TABLE base.signatures ADD COLUMN trusted_at TIMESTAMPTZ;
ALTER TABLE base.signatures ADD COLUMN trusted_by VARCHAR;
ALTER TABLE base.signatures ADD COLUMN profile VARCHAR;
ALTER TABLE base.signatures ADD COLUMN is_seal BOOLEAN;
-- Paths of the members it signs. NULL: not known, which is not the same as signing nothing.
ALTER TABLE base.signatures ADD COLUMN covers VARCHAR[];

-- Provisions of laws that a text names ("avaliku teenistuse seaduse § 52 lg 1"): citations of the kind law.
ALTER TABLE base.citations ADD COLUMN section VARCHAR;
ALTER TABLE base.citations ADD COLUMN subsection VARCHAR;
ALTER TABLE base.citations ADD COLUMN clause VARCHAR;
-- Names and offices printed below an act.
CREATE TABLE base.signatories (
    root_file_id VARCHAR NOT NULL,
    file_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    office VARCHAR,
    is_acting BOOLEAN NOT NULL,
    quote VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    page_number INTEGER,
    boxes STRUCT(page_number INTEGER, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE)[]
);
-- The registers of the world that the register list of the last run names, with whose they are.
CREATE TABLE base.listed_registers (
    register VARCHAR NOT NULL,
    authority VARCHAR NOT NULL,
    aliases VARCHAR[] NOT NULL
);

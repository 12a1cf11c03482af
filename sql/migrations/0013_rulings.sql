-- What persons decided where sentences leave something open: a copy of the journal of rulings, which outlives this file.
CREATE TABLE base.rulings (
    ruling_id VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    quote VARCHAR,
    words_before VARCHAR,
    words_after VARCHAR,
    quote_number INTEGER NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    reference_key VARCHAR,
    premises VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    because VARCHAR,
    decided_by VARCHAR NOT NULL,
    decided_on DATE NOT NULL,
    look_again_on DATE,
    withdrawn_on DATE
);

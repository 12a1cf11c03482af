-- What was withdrawn, why and since when. A row is written before anything is deleted: an interrupted take-down is found
-- by its missing ``finished_at``. ``hashes`` (sha256 of files and pages) serve to refuse the same bytes; never published.
CREATE TABLE base.tombstones (
    tombstone_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    register VARCHAR NOT NULL,
    external_id VARCHAR NOT NULL,
    institution VARCHAR,
    number VARCHAR,
    registered_on DATE,
    document_type VARCHAR,
    cause VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    file_number INTEGER NOT NULL,
    hashes VARCHAR[] NOT NULL,
    begun_at TIMESTAMPTZ NOT NULL,
    run_id VARCHAR NOT NULL,
    finished_at TIMESTAMPTZ,
    lifted_at TIMESTAMPTZ,
    lift_reason VARCHAR,
    lift_run_id VARCHAR
);

-- That a withdrawn act bore on other acts: what is metadata about those. Its sentences are content and are not here.
CREATE TABLE base.withdrawn_effects (
    tombstone_id VARCHAR NOT NULL,
    reference_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    institution VARCHAR,
    effect VARCHAR NOT NULL,
    issuer VARCHAR,
    kind VARCHAR,
    enacted_on DATE,
    number VARCHAR,
    annexes VARCHAR[],
    is_every_annex BOOLEAN NOT NULL,
    except_annexes VARCHAR[],
    points VARCHAR[],
    scope VARCHAR NOT NULL,
    is_ending BOOLEAN NOT NULL,
    reference_key VARCHAR,
    possible_from_on DATE,
    known_from_on DATE NOT NULL
);

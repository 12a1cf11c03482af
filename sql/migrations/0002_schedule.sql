-- What the nights remember of one another: which days are proven, what waits, what is wanted, how the hosts are.

-- The last search of each stretch of days; what a later search covers whole is deleted. ``search`` names what was
-- searched for ("any; types=1,2"): with other types of documents every day counts as not searched.
CREATE TABLE base.searched_days (
    register VARCHAR NOT NULL,
    search VARCHAR NOT NULL,
    begin_on DATE NOT NULL,
    end_on DATE NOT NULL,
    expected_number INTEGER NOT NULL,
    seen_number INTEGER NOT NULL,
    is_capped BOOLEAN NOT NULL,
    searched_at TIMESTAMPTZ NOT NULL,
    run_id VARCHAR NOT NULL
);

-- What must be searched of a register before its days are proven, as the last run meant to.
CREATE TABLE base.register_plans (
    register VARCHAR NOT NULL,
    since_on DATE NOT NULL,
    until_on DATE NOT NULL,
    searches VARCHAR[] NOT NULL,
    proof_after_days INTEGER NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);

-- Documents that a search or a list asks to look at and that were not looked at yet.
CREATE TABLE base.pending_documents (
    register VARCHAR NOT NULL,
    external_id VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    ordinal BIGINT NOT NULL,
    found_at TIMESTAMPTZ NOT NULL
);

-- Acts that are not held and were asked for: how often, when again, with what outcome.
CREATE TABLE base.wanted (
    wanted_id VARCHAR NOT NULL,
    register VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    act_kind VARCHAR,
    number VARCHAR NOT NULL,
    in_year INTEGER,
    enacted_on DATE,
    is_revoked BOOLEAN NOT NULL,
    first_wanted_at TIMESTAMPTZ NOT NULL,
    attempt_number INTEGER NOT NULL,
    last_asked_at TIMESTAMPTZ,
    ask_again_at TIMESTAMPTZ,
    outcome VARCHAR,
    document_id VARCHAR,
    closed_at TIMESTAMPTZ
);

CREATE TABLE base.hosts (
    host VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    since_at TIMESTAMPTZ NOT NULL,
    last_asked_at TIMESTAMPTZ NOT NULL,
    last_ok_at TIMESTAMPTZ,
    not_before_at TIMESTAMPTZ,
    reason VARCHAR,
    run_id VARCHAR NOT NULL
);

ALTER TABLE base.documents ADD COLUMN is_personal_data BOOLEAN;
ALTER TABLE base.document_versions ADD COLUMN is_personal_data BOOLEAN;

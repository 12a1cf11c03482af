-- Facts as they were loaded. Everything about validity is derived from them (sql/views) and never written here.
-- No primary keys on what a reload replaces: DuckDB refuses to delete and insert one key in one transaction.
-- sql/checks prove the keys after the fact. Instants are UTC.
CREATE SCHEMA base;

CREATE TABLE base.state (
    content_revision BIGINT NOT NULL,
    ledger_revision BIGINT NOT NULL,
    published_name VARCHAR,
    published_content_revision BIGINT,
    published_ledger_revision BIGINT,
    published_fingerprint VARCHAR,
    published_number INTEGER NOT NULL,
    -- Set until the next publish: what was published before still holds content that is public no more.
    is_content_withdrawn BOOLEAN NOT NULL
);
INSERT INTO base.state VALUES (0, 0, NULL, NULL, NULL, NULL, 0, false);

CREATE TABLE base.runs (
    run_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    register VARCHAR,
    arguments VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    outcome VARCHAR,
    counts VARCHAR
);

CREATE TABLE base.register_coverage (
    coverage_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    register VARCHAR NOT NULL,
    begin_on DATE,
    end_on DATE,
    filter VARCHAR,
    expected_number INTEGER,
    seen_number INTEGER NOT NULL,
    is_capped BOOLEAN NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE base.documents (
    document_id VARCHAR NOT NULL,
    register VARCHAR NOT NULL,
    external_id VARCHAR NOT NULL,
    platform VARCHAR,
    institution VARCHAR,
    number VARCHAR,
    registered_on DATE,
    document_type VARCHAR,
    title VARCHAR,
    access VARCHAR,
    is_public BOOLEAN,
    access_basis VARCHAR,
    access_change_basis VARCHAR,
    access_from DATE,
    access_until DATE,
    function VARCHAR,
    series VARCHAR,
    dossier VARCHAR,
    counterpart_reference VARCHAR,
    addressee VARCHAR,
    transmittal VARCHAR,
    responsible VARCHAR,
    due_on DATE,
    sent_on DATE,
    synchronised_on DATE,
    source_url VARCHAR,
    other VARCHAR,
    metadata_sha256 VARCHAR,
    page_sha256 VARCHAR,
    state VARCHAR NOT NULL,
    missing_since_at TIMESTAMPTZ,
    first_seen_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    last_checked_at TIMESTAMPTZ,
    run_id VARCHAR NOT NULL
);

-- Append-only: what the register said, each time it said something else.
CREATE TABLE base.document_versions AS SELECT 0 AS version_number, * FROM base.documents WHERE false;

CREATE TABLE base.document_files (
    document_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    url VARCHAR,
    external_id VARCHAR,
    parent VARCHAR
);

CREATE TABLE base.related_documents (
    document_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    number VARCHAR,
    title VARCHAR,
    document_type VARCHAR,
    registered_on DATE,
    relation VARCHAR,
    institution VARCHAR,
    url VARCHAR
);

-- Append-only: the second clock. A file that is replaced, or read again by a newer extractor, keeps its first days.
CREATE TABLE base.file_sightings (
    document_id VARCHAR NOT NULL,
    file_id VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL
);

-- root_file_id: the file whose load wrote the row; a container's members carry the container's.
CREATE TABLE base.files (
    file_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    file_key VARCHAR NOT NULL,
    root_file_id VARCHAR NOT NULL,
    parent_file_id VARCHAR,
    ordinal INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    media_type VARCHAR,
    sha256 VARCHAR NOT NULL,
    size BIGINT,
    header_kind VARCHAR,
    header_number VARCHAR,
    header_signed_on DATE,
    header_title VARCHAR,
    header_issuer VARCHAR,
    header_is_draft BOOLEAN,
    header_quote VARCHAR,
    header_start INTEGER,
    header_end INTEGER,
    header_page_number INTEGER,
    extractor_version VARCHAR NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL,
    run_id VARCHAR NOT NULL
);

CREATE TABLE base.texts (
    root_file_id VARCHAR NOT NULL,
    file_id VARCHAR NOT NULL,
    text VARCHAR NOT NULL
);

CREATE TABLE base.parts (
    root_file_id VARCHAR NOT NULL,
    part_id VARCHAR NOT NULL,
    file_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    part VARCHAR NOT NULL,
    annex_number VARCHAR,
    title VARCHAR,
    kind VARCHAR,
    approval_issuer VARCHAR,
    approval_kind VARCHAR,
    approved_on DATE,
    approval_number VARCHAR,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    page_number INTEGER
);

CREATE TABLE base.citations (
    root_file_id VARCHAR NOT NULL,
    citation_id VARCHAR NOT NULL,
    file_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    issuer VARCHAR,
    kind VARCHAR,
    enacted_on DATE,
    number VARCHAR,
    title VARCHAR,
    reference_key VARCHAR,
    is_year_inferred BOOLEAN NOT NULL,
    quote VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    page_number INTEGER,
    boxes STRUCT(page_number INTEGER, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE)[]
);

CREATE TABLE base.effects (
    root_file_id VARCHAR NOT NULL,
    effect_id VARCHAR NOT NULL,
    file_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    effect VARCHAR NOT NULL,
    issuer VARCHAR,
    kind VARCHAR,
    enacted_on DATE,
    number VARCHAR,
    title VARCHAR,
    annexes VARCHAR[],
    is_every_annex BOOLEAN NOT NULL,
    except_annexes VARCHAR[],
    points VARCHAR[],
    scope VARCHAR NOT NULL,
    reference_key VARCHAR,
    effective_on DATE,
    date_basis VARCHAR,
    date_rule VARCHAR,
    is_retroactive BOOLEAN NOT NULL,
    item_title VARCHAR,
    quote VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    page_number INTEGER,
    boxes STRUCT(page_number INTEGER, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE)[]
);

CREATE TABLE base.positions (
    root_file_id VARCHAR NOT NULL,
    position_id VARCHAR NOT NULL,
    file_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    annex_number VARCHAR,
    title VARCHAR,
    unit VARCHAR,
    reports_to VARCHAR,
    subordinates VARCHAR,
    substitutes_for VARCHAR,
    substituted_by VARCHAR,
    staff_group VARCHAR,
    purpose VARCHAR,
    special_conditions VARCHAR,
    education VARCHAR,
    experience VARCHAR,
    experience_years INTEGER,
    rights VARCHAR,
    liability VARCHAR,
    other STRUCT(label VARCHAR, value VARCHAR)[],
    layout VARCHAR,
    span_start INTEGER,
    span_end INTEGER,
    page_number INTEGER
);

CREATE TABLE base.position_fields (
    root_file_id VARCHAR NOT NULL,
    position_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    quote VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    page_number INTEGER
);

CREATE TABLE base.duties (
    root_file_id VARCHAR NOT NULL,
    position_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    number VARCHAR,
    duty VARCHAR NOT NULL,
    outcomes VARCHAR[] NOT NULL,
    quote VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    page_number INTEGER
);

CREATE TABLE base.language_requirements (
    root_file_id VARCHAR NOT NULL,
    position_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    language VARCHAR NOT NULL,
    level VARCHAR,
    quote VARCHAR,
    span_start INTEGER,
    span_end INTEGER,
    page_number INTEGER
);

CREATE TABLE base.signatures (
    root_file_id VARCHAR NOT NULL,
    file_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    signer VARCHAR,
    role VARCHAR,
    claimed_at TIMESTAMPTZ,
    checked VARCHAR NOT NULL,
    reason VARCHAR
);

-- root_file_id is NULL where the doubt comes from the register's page, not from a file.
CREATE TABLE base.findings (
    root_file_id VARCHAR,
    finding_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    file_id VARCHAR,
    code VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    quote VARCHAR,
    span_start INTEGER,
    span_end INTEGER,
    page_number INTEGER,
    run_id VARCHAR NOT NULL
);

CREATE TABLE base.quarantine (
    quarantine_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    sha256 VARCHAR,
    stage VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    version VARCHAR,
    run_id VARCHAR NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    closed_at TIMESTAMPTZ
);

-- table: What the register said of each document, each time it said something else, and from when to when (UTC) kehtiv knew it so.
-- document_id: document
-- version_number: from 1
-- state: public, restricted, or gone (the register no longer has a page of it); NULL for loose files
-- number: reference (viit)
-- registered_on: registration day
-- document_type: type
-- title: title
-- access: access
-- access_basis: legal basis of a restriction
-- is_personal_data: whether that basis is the protection of personal data; NULL where it does not say
-- access_from: restricted from this day, as the register says
-- access_until: restricted until this day, as the register says
-- changed_at: when (UTC) it was first read so
-- superseded_at: when (UTC) something else was read; NULL: the register still says so
-- run_id: run that read it
-- key: document_id, version_number
-- pair: document_id, version_number
-- together: document_of(document_id)
-- reads: base.document_versions by document_of(document_id)
SELECT
    document_id, version_number,
    CASE WHEN state = 'gone' THEN 'gone' WHEN is_public THEN 'public' WHEN NOT is_public THEN 'restricted' END AS state,
    number, registered_on, document_type, title, access, access_basis, is_personal_data, access_from, access_until, changed_at,
    lead(changed_at) OVER (PARTITION BY document_id ORDER BY version_number) AS superseded_at, run_id
FROM base.document_versions

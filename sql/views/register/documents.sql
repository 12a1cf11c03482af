-- table: Documents of the registers as last seen, directives or not, and loose files that were added.
-- ledger: yes
-- document_id: readable id, "<register>/<external id>"
-- register: name of the register
-- external_id: the register's own id
-- platform: software of the register
-- institution: authority the register names
-- number: reference (viit) in the register
-- registered_on: registration day
-- document_type: type in the register's words
-- title: title in the register
-- access: access in the register's word ("Avalik", "AK")
-- is_public: whether content may be held; NULL for loose files
-- access_basis: legal basis of a restriction
-- is_personal_data: whether that basis is the protection of personal data (AvTS § 35 lg 1 p 12); NULL where it does not say
-- access_from: restricted from this day
-- access_until: restricted until this day
-- function: function (funktsioon)
-- series: series (sari)
-- dossier: dossier (toimik)
-- source_url: address of the document's page
-- state: public, restricted, or gone (two checks at least a day apart found nothing); NULL for loose files
-- missing_since_at: first check (UTC) that found nothing; NULL where the last one found the page
-- first_seen_at: first seen (UTC)
-- first_seen_on: first seen, day in Estonia
-- changed_at: last time (UTC) that the register said something else
-- last_checked_at: last complete check (UTC)
-- page_sha256: digest of the page as last fetched
-- run_id: run that wrote the row
-- key: document_id
-- pair: document_id
-- together: document_of(document_id)
-- noted: last_checked_at, page_sha256
-- reads: base.documents by document_of(document_id)
SELECT
    document_id, register, external_id, platform, institution, number, registered_on, document_type, title, access,
    is_public, access_basis, is_personal_data, access_from, access_until, function, series, dossier, source_url,
    CASE WHEN state = 'gone' THEN 'gone' WHEN is_public THEN 'public' WHEN NOT is_public THEN 'restricted' END AS state, missing_since_at,
    first_seen_at, day_in_estonia(first_seen_at) AS first_seen_on, changed_at, last_checked_at, page_sha256, run_id
FROM base.documents

-- table: Files that were read, members of containers included.
-- file_id: readable id: document and file
-- document_id: document it belongs to
-- file_key: key within its document
-- parent_file_id: container it came out of; NULL for files of their own
-- ordinal: turn in the register's list, or in its container
-- name: file name
-- media_type: type by content
-- sha256: digest of its bytes
-- size: bytes
-- is_signed: whether it, or its container, has a signature
-- header_kind: act word of its heading
-- header_number: number in its heading
-- header_signed_on: date in its heading
-- header_title: title in its heading
-- header_issuer: issuer in its heading
-- header_is_draft: whether its heading says draft
-- header_quote: words of its heading
-- header_start: first code point of these words
-- header_end: code point after the last of them
-- header_page_number: their page, from 1; NULL without pages
-- header_boxes: their boxes, PDF points from the top left of the page as shown
-- header_evidence_id: name of their place, for `kehtiv show`
-- extractor_version: version that read it
-- first_seen_on: first seen, day in Estonia
-- unlisted_on: day (Estonia) since which its document's page no longer lists it, or its container: what it says has no
-- effect from then on; NULL where it counts
-- loaded_at: loaded (UTC)
-- run_id: run that loaded it
-- key: file_id
-- pair: file_id
-- pair: document_id, sha256, name
-- together: document_of(document_id)
-- reads: file_facts by document_of(document_id)
SELECT
    file_id, document_id, file_key, parent_file_id, ordinal, name, media_type, sha256, size, is_signed, header_kind,
    header_number, header_signed_on, header_title, header_issuer, header_is_draft, header_quote, header_start, header_end,
    header_page_number, header_boxes, evidence_id(file_id, header_start, header_end) AS header_evidence_id, extractor_version, first_seen_on, unlisted_on, loaded_at,
    run_id
FROM file_facts

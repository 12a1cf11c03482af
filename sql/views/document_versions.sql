-- table: What the register said of each document, each time it said something else.
-- document_id: document
-- version_number: from 1
-- number: reference (viit)
-- registered_on: registration day
-- document_type: type
-- title: title
-- access: access
-- changed_at: when (UTC) it was first read so
-- run_id: run that read it
SELECT document_id, version_number, number, registered_on, document_type, title, access, changed_at, run_id
FROM base.document_versions

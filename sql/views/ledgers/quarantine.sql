-- table: What was held back; rows are closed, never deleted.
-- ledger: yes
-- quarantine_id: readable id: document, name, stage and turn
-- document_id: document
-- name: file, member or page
-- sha256: digest of its bytes; NULL where there were none
-- stage: stage that held it back
-- code: what was wrong, snake_case
-- message: what was wrong, in words
-- version: version that could not read it
-- run_id: run that saw it last
-- first_seen_at: first held back (UTC)
-- last_seen_at: last held back (UTC)
-- closed_at: when (UTC) it was read after all, or failed in another way; NULL: open
-- key: quarantine_id
-- pair: quarantine_id
-- pair: document_id, name, stage, code
SELECT quarantine_id, document_id, name, sha256, stage, code, message, version, run_id, first_seen_at, last_seen_at, closed_at
FROM base.quarantine

-- answers: What is held back now?
-- grain: item held back
SELECT document_id, name, stage, code, message, first_seen_at, last_seen_at, version
FROM quarantine WHERE closed_at IS NULL ORDER BY document_id, name, stage

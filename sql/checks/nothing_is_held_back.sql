-- checks: Nothing is in quarantine.
-- level: warn
SELECT document_id, name, stage, code FROM quarantine WHERE closed_at IS NULL

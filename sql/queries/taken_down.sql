-- answers: What was withdrawn, why, and what is undecided because of it?
-- grain: withdrawal, newest first
-- $cause: optional: restricted, gone or takedown
SELECT document_id, number, registered_on, document_type, cause, reason, file_number, ended_number, withdrawn_at, run_id,
       lifted_at, lift_reason
FROM takedowns WHERE $cause IS NULL OR cause = CAST($cause AS VARCHAR)
ORDER BY withdrawn_at DESC, document_id

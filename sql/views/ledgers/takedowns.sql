-- table: What was withdrawn: one row per document and withdrawal. What remains of it is here and in documents; its content is
-- held nowhere in the data folder.
-- tombstone_id: readable id: the document, and the turn of the withdrawal
-- document_id: document
-- register: register
-- institution: authority
-- number: reference (viit) in the register, or number in the heading of a loose file
-- registered_on: registration day, or signing day of a loose file
-- document_type: type
-- cause: restricted (by the register), gone (two checks at least a day apart), or takedown (by an operator)
-- reason: the register's ground, or the operator's words
-- file_number: how many files were removed
-- ended_number: annexes and acts that it ended and that are undecided since
-- withdrawn_at: since when (UTC)
-- run_id: run that withdrew it
-- lifted_at: when (UTC) it was allowed back; NULL: it still holds
-- lift_reason: why
-- lift_run_id: run that allowed it
-- key: tombstone_id
-- pair: tombstone_id
SELECT
    t.tombstone_id, t.document_id, t.register, t.institution, t.number, t.registered_on, t.document_type, t.cause, t.reason,
    t.file_number, CAST(coalesce(e.ended_number, 0) AS INTEGER) AS ended_number, t.begun_at AS withdrawn_at, t.run_id,
    t.lifted_at, t.lift_reason, t.lift_run_id
FROM base.tombstones AS t
LEFT JOIN (SELECT tombstone_id, count(DISTINCT coalesce(annex_id, directive_id)) AS ended_number
           FROM withdrawn_endings GROUP BY 1) AS e ON e.tombstone_id = t.tombstone_id
ORDER BY t.begun_at, t.tombstone_id

-- answers: What is held back, by stage and code, and how much of it since a run began?
-- grain: stage and code
-- oddities: Names and messages are omitted on purpose, because reports are kept (see quarantine_open).
-- $run_id: optional, rows count as new from the start of this run
SELECT
    stage, code, count(*) AS open_number,
    count(*) FILTER (q.first_seen_at >= r.started_at) AS new_number,
    -- Report a path that could not be read under the name of its file.
    list_sort(list_distinct(list(CASE WHEN code = 'unreadable_path' THEN 'files' ELSE q.document_id END)))[1:20] AS document_ids
FROM quarantine AS q
LEFT JOIN runs AS r ON r.run_id = CAST($run_id AS VARCHAR)
WHERE q.closed_at IS NULL
GROUP BY stage, code
ORDER BY open_number DESC, stage, code

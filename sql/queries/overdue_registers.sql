-- answers: For which registers did no run end well for so many days?
-- grain: register
-- oddities: A run ends well when nothing kept it from looking at all it meant to: "done", or "done with problems" of single documents.
-- $at: optional, the instant (UTC) asked about; now when left out
-- $days: optional, how many days; 3 when left out
SELECT
    register, max(started_at) AS last_run_at,
    max(started_at) FILTER (outcome IN ('done', 'done with problems')) AS last_good_run_at,
    arg_max(outcome, started_at) AS last_outcome
FROM runs
WHERE kind = 'ingest'
GROUP BY register
HAVING coalesce(last_good_run_at, TIMESTAMPTZ '1970-01-01 00:00:00+00')
    < coalesce(CAST($at AS TIMESTAMPTZ), current_timestamp) - to_days(coalesce(CAST($days AS INTEGER), 3))
ORDER BY register

-- answers: Which registers have had no successful run for a number of days?
-- grain: register
-- oddities: A run is successful when it looked at everything it planned to: "done", or "done with problems" of single documents.
-- $at: optional, the instant (UTC) to ask about; default now
-- $days: optional, the number of days; default 3
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

-- checks: Every annex that a page lists, and every directive, has exactly one status on every day.
-- level: error
SELECT subject, count(*) AS stretches
FROM (
    SELECT annex_id AS subject, status_from, status_until,
           lag(status_until) OVER (PARTITION BY annex_id ORDER BY status_from NULLS FIRST) AS until_before,
           row_number() OVER (PARTITION BY annex_id ORDER BY status_from NULLS FIRST) AS turn,
           count(*) OVER (PARTITION BY annex_id) AS turns
    FROM annex_statuses
    UNION ALL
    SELECT directive_id, status_from, status_until,
           lag(status_until) OVER (PARTITION BY directive_id ORDER BY status_from NULLS FIRST),
           row_number() OVER (PARTITION BY directive_id ORDER BY status_from NULLS FIRST),
           count(*) OVER (PARTITION BY directive_id)
    FROM directive_statuses
)
WHERE status_from IS DISTINCT FROM until_before OR (status_until IS NULL) <> (turn = turns)
GROUP BY subject
UNION ALL
SELECT annex_id, 0 FROM annexes WHERE unlisted_on IS NULL AND annex_id NOT IN (SELECT annex_id FROM annex_statuses)
UNION ALL
SELECT directive_id, 0 FROM directives WHERE directive_id NOT IN (SELECT directive_id FROM directive_statuses)

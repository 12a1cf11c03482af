-- answers: Which annexes has each act, with their texts, and what holds of them on a day?
-- grain: annex
-- oddities: In the order of the acts (query acts), so that both can be read side by side.
-- $day: the day
SELECT
    a.directive_id, a.annex_id, a.annex_number, a.title, a.kind, a.in_force_from, a.in_force_until, a.applied_from, a.ended_by,
    s.status, a.text
FROM annexes AS a
LEFT JOIN annex_status_on(CAST($day AS DATE)) AS s ON s.annex_id = a.annex_id
WHERE a.directive_id IS NOT NULL
ORDER BY a.directive_id, try_cast(a.annex_number AS DOUBLE), a.annex_number, a.annex_id

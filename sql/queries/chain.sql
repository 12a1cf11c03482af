-- answers: Which annexes succeed one another for a position or subject, and when was each in force?
-- grain: annex
-- $title: the position's name or the annex's title, or a part of either
SELECT
    c.chain_id, c.turn, c.annex_id, d.number, coalesce(d.signed_on, d.registered_on) AS directive_date, c.unit, c.staff_group,
    c.in_force_from, c.in_force_until, c.undecided_from, a.ended_by
FROM annex_chains AS c
JOIN annexes AS a ON a.annex_id = c.annex_id
JOIN directives AS d ON d.directive_id = c.directive_id
WHERE contains(c.subject, lower(CAST($title AS VARCHAR)))
ORDER BY c.chain_id, c.turn

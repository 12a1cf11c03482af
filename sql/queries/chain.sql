-- answers: Which annexes succeed one another for a position or subject, and when was each in force?
-- grain: annex
-- oddities: A title in another form ("juristi ametijuhend", another case ending, a part of it) finds it too; "(ametnik)" or "(töötaja)" leaves out the other group.
-- $title: the position's name or the annex's title as any answer prints it, or a part of either
SELECT
    c.chain_id, c.turn, c.annex_id, d.number, coalesce(d.signed_on, d.registered_on) AS directive_date, c.unit, c.staff_group,
    c.in_force_from, c.in_force_until, c.undecided_from, a.ended_by
FROM annex_chains AS c
JOIN annexes AS a ON a.annex_id = c.annex_id
JOIN directives AS d ON d.directive_id = c.directive_id
WHERE (title_agrees(CAST($title AS VARCHAR), c.subject) OR title_agrees(CAST($title AS VARCHAR), a.title))
  AND coalesce(title_group(CAST($title AS VARCHAR)) = c.staff_group, true)
ORDER BY c.chain_id, c.turn

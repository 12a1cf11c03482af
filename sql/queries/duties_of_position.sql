-- answers: What are the duties of a position, in which act, and when is each in force?
-- grain: duty
-- oddities: Several annexes may have the same position name; see annex_id. A title in another form ("juristi ametijuhend", another case ending, a part of it) finds it too; "(ametnik)" or "(töötaja)" leaves out the other group.
-- $title: the position's name or the annex's title as any answer prints it, or a part of either
SELECT p.title, p.unit, p.annex_id, a.in_force_from, a.in_force_until, d.number, d.duty, d.outcomes
FROM positions AS p
JOIN duties AS d ON d.position_id = p.position_id
LEFT JOIN annexes AS a ON a.annex_id = p.annex_id
WHERE (title_agrees(CAST($title AS VARCHAR), p.title) OR title_agrees(CAST($title AS VARCHAR), a.title))
  AND coalesce(title_group(CAST($title AS VARCHAR)) = coalesce(p.staff_group, title_group(a.title)), true)
ORDER BY p.title, a.in_force_from DESC, p.position_id, d.ordinal

-- answers: What are the duties of a position, in which act, and when is each in force?
-- grain: duty
-- oddities: Several annexes may have the same position name; see annex_id.
-- $title: the position's name, or a part of it
SELECT p.title, p.unit, p.annex_id, a.in_force_from, a.in_force_until, d.number, d.duty, d.outcomes
FROM positions AS p
JOIN duties AS d ON d.position_id = p.position_id
LEFT JOIN annexes AS a ON a.annex_id = p.annex_id
WHERE contains(lower(p.title), lower(CAST($title AS VARCHAR)))
ORDER BY p.title, a.in_force_from DESC, p.position_id, d.ordinal

-- answers: Which duties does an annex give its posts, with their outcomes?
-- grain: duty
-- $annex_id: annex
SELECT p.position_id, p.title AS position_title, t.ordinal, t.number, t.duty, t.outcomes
FROM positions AS p
JOIN duties AS t ON t.position_id = p.position_id
WHERE p.annex_id = CAST($annex_id AS VARCHAR)
ORDER BY p.position_id, t.ordinal

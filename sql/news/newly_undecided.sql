-- answers: Which annexes came into doubt between two published files, from which day, and why?
-- grain: annex and reason
SELECT u.annex_id, u.directive_id, u.undecided_from, u.reason
FROM undecided AS u
LEFT JOIN before.undecided AS o ON o.directive_id = u.directive_id
    AND o.annex_id IS NOT DISTINCT FROM u.annex_id AND o.reason = u.reason
WHERE o.directive_id IS NULL AND u.annex_id IS NOT NULL
ORDER BY u.annex_id, u.reason

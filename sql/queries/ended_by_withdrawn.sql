-- answers: Which annexes and directives are undecided because the act that ended or changed them was withdrawn?
-- grain: annex or directive, with the withdrawn act
SELECT f.directive_id, f.annex_id, f.message, a.undecided_from, a.ended_by
FROM findings AS f LEFT JOIN annexes AS a ON a.annex_id = f.annex_id
WHERE f.code = 'act_withdrawn' ORDER BY f.directive_id, f.annex_id

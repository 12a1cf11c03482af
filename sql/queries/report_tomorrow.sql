-- answers: Which annexes enter into force on the day after a given day, and which are no longer in force then?
-- grain: annex and event
-- oddities: Annexes in doubt on that day are not listed (see undecided).
-- $day: optional, the day before; default today
SELECT
    t.what, a.annex_id, a.annex_number, d.institution, d.number, coalesce(d.signed_on, d.registered_on) AS directive_date,
    a.in_force_from AS begins_on, a.in_force_until AS ends_on, a.ended_by AS by_directive_id
FROM annexes AS a
JOIN directives AS d ON d.directive_id = a.directive_id
JOIN (VALUES ('enters'), ('ends')) AS t(what)
    ON coalesce(CAST($day AS DATE), current_date) + 1 = CASE t.what WHEN 'enters' THEN a.in_force_from ELSE a.in_force_until END
WHERE coalesce(CAST($day AS DATE), current_date) + 1 < coalesce(a.undecided_from, DATE '9999-12-31')
ORDER BY t.what DESC, a.annex_id

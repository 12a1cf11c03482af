-- answers: Which annexes are in force on a day, or will be, that were not according to an earlier published file?
-- grain: annex
-- $day: the day asked about
SELECT
    a.annex_id, a.annex_number, d.institution, d.number, coalesce(d.signed_on, d.registered_on) AS directive_date,
    a.in_force_from AS begins_on, a.in_force_until AS ends_on, a.is_text_held
FROM annexes AS a
JOIN directives AS d ON d.directive_id = a.directive_id
LEFT JOIN before.annexes AS o ON o.annex_id = a.annex_id
WHERE a.in_force_from IS NOT NULL
    AND CAST($day AS DATE) < least(coalesce(a.in_force_until, DATE '9999-12-31'), coalesce(a.undecided_from, DATE '9999-12-31'))
    AND (o.in_force_from IS DISTINCT FROM a.in_force_from
        OR CAST($day AS DATE) >= least(coalesce(o.in_force_until, DATE '9999-12-31'), coalesce(o.undecided_from, DATE '9999-12-31')))
ORDER BY a.in_force_from DESC, a.annex_id

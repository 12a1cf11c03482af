-- answers: Which annexes have an end that became known, or changed, between two published files?
-- grain: annex
-- oddities: An annex that came together with its end is listed too. ends_on may lie ahead.
SELECT
    a.annex_id, a.annex_number, d.institution, d.number, coalesce(d.signed_on, d.registered_on) AS directive_date,
    a.in_force_until AS ends_on, o.in_force_until AS ended_on_before, a.ended_by AS by_directive_id,
    b.number AS by_number, coalesce(b.signed_on, b.registered_on) AS by_date, e.evidence_id, e.page_number
FROM annexes AS a
JOIN directives AS d ON d.directive_id = a.directive_id
LEFT JOIN directives AS b ON b.directive_id = a.ended_by
LEFT JOIN effects AS e ON e.effect_id = a.ended_by_effect_id
LEFT JOIN before.annexes AS o ON o.annex_id = a.annex_id
WHERE a.in_force_until IS NOT NULL AND a.in_force_until IS DISTINCT FROM o.in_force_until
ORDER BY a.in_force_until DESC, a.annex_id

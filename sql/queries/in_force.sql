-- answers: Which annexes are in force on a day?
-- grain: annex
-- oddities: Annexes that are undecided on that day are not listed; see the query undecided.
-- $day: optional, default today
-- $directive_ids: optional, only annexes of these directives
SELECT
    a.annex_id, d.institution, d.number, coalesce(d.signed_on, d.registered_on) AS directive_date, a.annex_number, a.title, a.kind,
    a.in_force_from, a.in_force_from_basis, a.applied_from, a.in_force_until, a.is_text_held,
    -- The sentence that sets the first day; else the heading of the act, whose signing sets it; else the annex itself.
    coalesce(e.evidence_id, h.header_evidence_id, p.evidence_id) AS evidence_id
FROM annexes_in_force_on(coalesce(CAST($day AS DATE), current_date)) AS a
JOIN directives AS d ON d.directive_id = a.directive_id
LEFT JOIN effects AS e ON e.effect_id = a.in_force_from_effect_id
LEFT JOIN files AS h ON h.file_id = CASE WHEN a.in_force_from_basis = 'signing' THEN d.heading_file_id END
LEFT JOIN parts AS p ON p.part_id = a.part_id
WHERE $directive_ids IS NULL OR list_contains(CAST($directive_ids AS VARCHAR[]), a.directive_id)
ORDER BY d.institution, directive_date, d.number, try_cast(a.annex_number AS DOUBLE), a.annex_number

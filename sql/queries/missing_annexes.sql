-- answers: Which annexes does a directive approve without a held file?
-- grain: annex; one row without an annex number where the text says "attached" and gives none
-- oddities: in_force_from and in_force_until are derived as for any other annex.
SELECT
    f.directive_id, d.institution, d.number, coalesce(d.signed_on, d.registered_on) AS directive_date, f.annex_id, a.annex_number, a.title,
    a.in_force_from, a.in_force_until, d.access, f.quote, f.page_number, d.source_url, f.evidence_id
FROM findings AS f
JOIN directives AS d ON d.directive_id = f.directive_id
LEFT JOIN annexes AS a ON a.annex_id = f.annex_id
WHERE f.code = 'annex_missing'
ORDER BY d.institution, directive_date, d.number, try_cast(a.annex_number AS DOUBLE), a.annex_number

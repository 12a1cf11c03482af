-- answers: What is in force on a day but cannot be read, because it is restricted or no file is held?
-- grain: annex, or a directive that cannot be read at all (annex_id NULL)
-- oddities: What a restricted directive approves is unknown, so it is one row, with or without annexes.
-- $day: optional, default today
SELECT
    a.directive_id, a.annex_id, d.institution, d.number, coalesce(d.signed_on, d.registered_on) AS directive_date, a.title,
    CASE WHEN doc.is_public THEN 'not_held' WHEN NOT doc.is_public THEN 'restricted' ELSE 'not_held' END AS reason,
    d.access, doc.access_basis, doc.access_until, a.in_force_from, a.in_force_until, e.quote, e.page_number, d.source_url, e.evidence_id
FROM annexes_in_force_on(coalesce(CAST($day AS DATE), current_date)) AS a
JOIN directives AS d ON d.directive_id = a.directive_id
LEFT JOIN documents AS doc ON doc.document_id = d.document_id
LEFT JOIN findings AS e ON e.annex_id = a.annex_id AND e.code = 'annex_missing'
WHERE NOT a.is_text_held
UNION ALL
SELECT
    d.directive_id, NULL, d.institution, d.number, coalesce(d.signed_on, d.registered_on), d.title,
    CASE WHEN NOT doc.is_public THEN 'restricted' ELSE 'not_held' END, d.access, doc.access_basis, doc.access_until,
    d.in_force_from, d.in_force_until, NULL, NULL, d.source_url, NULL
FROM directives_in_force_on(coalesce(CAST($day AS DATE), current_date)) AS d
LEFT JOIN documents AS doc ON doc.document_id = d.document_id
WHERE d.status = 'metadata_only'
ORDER BY 3, 5, 4, 2

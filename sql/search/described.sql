-- note: The job descriptions that can be found, each with what its items are filtered by.
SELECT p.position_id, p.directive_id, p.annex_id, p.title, p.unit, a.annex_number, h.act_year, l.languages, a.suspensions,
       coalesce(a.register, h.register, split_part(p.document_id, '/', 1)) AS register,
       CASE WHEN p.annex_id IS NULL THEN h.in_force_from ELSE a.in_force_from END AS in_force_from,
       CASE WHEN p.annex_id IS NULL THEN h.in_force_until ELSE a.in_force_until END AS in_force_until,
       CASE WHEN p.annex_id IS NULL THEN h.undecided_from ELSE a.undecided_from END AS undecided_from
FROM positions AS p
LEFT JOIN search_listed AS a ON a.annex_id = p.annex_id
LEFT JOIN search_held AS h ON h.directive_id = p.directive_id
LEFT JOIN documents AS doc ON doc.document_id = p.document_id
LEFT JOIN search_languages AS l ON l.position_id = p.position_id
WHERE coalesce(doc.is_public, true) AND (p.annex_id IS NULL OR a.annex_id IS NOT NULL)
  AND (p.directive_id IS NULL OR h.directive_id IS NOT NULL)

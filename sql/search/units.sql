-- note: The unit and the languages of each annex that has a job description. Nothing is listed where it has one alone.
WITH shared AS (
    SELECT annex_id FROM positions WHERE annex_id IS NOT NULL GROUP BY 1 HAVING count(*) > 1
)
SELECT p.annex_id, p.unit, nullif(l.languages, '') AS languages
FROM positions AS p
ANTI JOIN shared AS s ON s.annex_id = p.annex_id
LEFT JOIN search_languages AS l ON l.position_id = p.position_id
WHERE p.annex_id IS NOT NULL
UNION ALL
SELECT p.annex_id, min(p.unit),
       nullif(array_to_string(list_transform(list_sort(list(struct_pack(position_id := p.position_id, languages := l.languages))), lambda o: o.languages), ', '), '')
FROM positions AS p
SEMI JOIN shared AS s ON s.annex_id = p.annex_id
LEFT JOIN search_languages AS l ON l.position_id = p.position_id
GROUP BY 1

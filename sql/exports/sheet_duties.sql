-- answers: Which duties has each post, and which outcomes are expected?
-- grain: duty
-- sheet: 3 Ülesanded
-- widths: 26 36 30 14 8 70 60 8 46
-- $day: the day
SELECT
    d.institution AS "Asutus", p.title AS "Ametikoht", p.unit AS "Üksus",
    CASE s.status WHEN 'in_force' THEN 'kehtib' WHEN 'not_yet' THEN 'ei kehti veel' WHEN 'suspended' THEN 'peatatud'
         WHEN 'undecided' THEN 'ebaselge' WHEN 'ended' THEN 'lõppenud' ELSE s.status END AS "Olek",
    t.number AS "Punkt", t.duty AS "Ülesanne", array_to_string(t.outcomes, chr(10)) AS "Oodatavad tulemused", t.page_number AS "Lk",
    d.source_url AS "Registris"
FROM duties AS t
JOIN positions AS p ON p.position_id = t.position_id
LEFT JOIN annex_status_on(CAST($day AS DATE)) AS s ON s.annex_id = p.annex_id
LEFT JOIN directives AS d ON d.directive_id = p.directive_id
ORDER BY d.institution, p.title, p.position_id, t.ordinal

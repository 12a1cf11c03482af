-- answers: Which posts have a job description, and does it hold on a day?
-- grain: position
-- sheet: 2 Ametikohad
-- widths: 26 36 30 12 26 26 26 26 40 14 14 18 14 8 46
-- oddities: Posts of all statuses are here; the heading filters them.
-- $day: the day
SELECT
    d.institution AS "Asutus", p.title AS "Ametikoht", p.unit AS "Üksus", p.staff_group AS "Grupp", p.reports_to AS "Vahetu juht",
    p.subordinates AS "Alluvad", p.substitutes_for AS "Asendab", p.substituted_by AS "Teda asendab", p.purpose AS "Eesmärk",
    CASE s.status WHEN 'in_force' THEN 'kehtib' WHEN 'not_yet' THEN 'ei kehti veel' WHEN 'suspended' THEN 'peatatud'
         WHEN 'undecided' THEN 'ebaselge' WHEN 'ended' THEN 'lõppenud' ELSE s.status END AS "Olek",
    s.status_from AS "Olek alates", d.number AS "Akti nr", coalesce(d.signed_on, d.registered_on) AS "Akti kuupäev",
    s.annex_number AS "Lisa nr", d.source_url AS "Registris"
FROM positions AS p
LEFT JOIN annex_status_on(CAST($day AS DATE)) AS s ON s.annex_id = p.annex_id
LEFT JOIN directives AS d ON d.directive_id = p.directive_id
ORDER BY d.institution, p.title, coalesce(d.signed_on, d.registered_on), p.position_id

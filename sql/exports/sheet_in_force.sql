-- answers: Which annexes are in force on a day? (the workbook's first sheet)
-- grain: annex
-- sheet: 1 Kehtivad lisad
-- widths: 26 12 12 14 8 44 18 14 20 14 16 46
-- oddities: Annexes that are undecided on that day are on the sheet of doubts.
-- $day: the day
SELECT
    d.institution AS "Asutus", d.act_kind AS "Akti liik", d.number AS "Akti nr", coalesce(d.signed_on, d.registered_on) AS "Akti kuupäev",
    a.annex_number AS "Lisa nr", a.title AS "Lisa pealkiri", a.kind AS "Lisa liik", a.in_force_from AS "Kehtib alates",
    CASE a.in_force_from_basis WHEN 'stated' THEN 'lauses nimetatud päev' WHEN 'clause' THEN 'jõustumise säte'
         WHEN 'signing' THEN 'allkirjastamine' WHEN 'registration' THEN 'registreerimine' ELSE a.in_force_from_basis END AS "Alguse alus",
    a.in_force_until AS "Lõpeb päeval", CASE WHEN a.is_text_held THEN 'jah' ELSE 'ei' END AS "Tekst olemas",
    d.source_url AS "Registris"
FROM annexes_in_force_on(CAST($day AS DATE)) AS a
JOIN directives AS d ON d.directive_id = a.directive_id
ORDER BY d.institution, coalesce(d.signed_on, d.registered_on), d.number, try_cast(a.annex_number AS DOUBLE), a.annex_number, a.annex_id

-- answers: What is undecided, and what did kehtiv find that a person should look at?
-- grain: open question or finding
-- sheet: 5 Kahtlused
-- widths: 20 26 70 26 12 14 8 14 60 8 46
-- $day: the day; not needed here
WITH doubts AS (
    SELECT 'ebaselge kehtivus' AS what, u.reason AS code, NULL AS message, u.directive_id, u.annex_id, u.undecided_from AS since_on,
           r.quote, r.page_number
    FROM undecided AS u
    LEFT JOIN (SELECT revocation_id, min(quote) AS quote, min(page_number) AS page_number FROM revocations GROUP BY 1) AS r
        ON r.revocation_id = u.revocation_id
    UNION ALL
    SELECT CASE f.level WHEN 'error' THEN 'viga' WHEN 'warn' THEN 'hoiatus' ELSE 'märkus' END, f.code, f.message,
           coalesce(f.directive_id, a.directive_id), f.annex_id, NULL, f.quote, f.page_number
    FROM findings AS f LEFT JOIN annexes AS a ON a.annex_id = f.annex_id
)
SELECT
    o.what AS "Mis", o.code AS "Kood", o.message AS "Selgitus (inglise keeles)", d.institution AS "Asutus", d.number AS "Akti nr",
    coalesce(d.signed_on, d.registered_on) AS "Akti kuupäev", a.annex_number AS "Lisa nr", o.since_on AS "Ebaselge alates",
    o.quote AS "Lause", o.page_number AS "Lk", d.source_url AS "Registris"
FROM doubts AS o
LEFT JOIN directives AS d ON d.directive_id = o.directive_id
LEFT JOIN annexes AS a ON a.annex_id = o.annex_id
WHERE CAST($day AS DATE) IS NOT NULL
ORDER BY o.what, o.code, o.directive_id, o.annex_id, o.message, o.quote

-- answers: Which acts and annexes were revoked, by which sentence, and from when?
-- grain: revoked act or annex
-- sheet: 4 Kehtetuks tunnistamised
-- widths: 26 12 14 14 26 14 12 8 22 70 8 46
-- $day: the day; not needed here
SELECT
    d.institution AS "Asutus", d.number AS "Akti nr", coalesce(d.signed_on, d.registered_on) AS "Akti kuupäev", r.effective_on AS "Toime päev",
    r.revoked_issuer AS "Kehtetu akti andja", r.revoked_date AS "Kehtetu akti kuupäev", r.revoked_number AS "Kehtetu akti nr",
    r.revoked_annex_number AS "Lisa nr",
    CASE r.resolution WHEN 'resolved' THEN 'olemas' WHEN 'not_held' THEN 'ei ole olemas' WHEN 'ambiguous' THEN 'mitu võimalust'
         ELSE r.resolution END AS "Kas akt on siin",
    r.quote AS "Lause", r.page_number AS "Lk", d.source_url AS "Registris"
FROM revocations AS r
LEFT JOIN directives AS d ON d.directive_id = r.revoking_directive_id
WHERE CAST($day AS DATE) IS NOT NULL
ORDER BY d.institution, coalesce(d.signed_on, d.registered_on), d.number, r.revoked_date, r.revoked_number,
         try_cast(r.revoked_annex_number AS DOUBLE), r.revocation_id

-- answers: What is undecided on a day, why, by which sentence, and how much depends on it?
-- grain: annex or directive, with the reason
-- oddities: annex_id is NULL for the directive itself. hangs_on counts the annexes that this doubt leaves open. What is undecided in every version comes first.
-- $day: optional, default today
-- $authority: optional, only this authority, as authorities.authority has it
WITH asked AS (SELECT coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp)) AS day),
open_ones AS (
    SELECT u.*, d.authority, d.institution, d.act_kind, d.number, coalesce(d.signed_on, d.registered_on) AS directive_date, d.title AS act_title,
           a.annex_number, a.title, r.revoking_directive_id, r.quote, r.page_number, r.evidence_id
    FROM undecided AS u
    JOIN directives AS d ON d.directive_id = u.directive_id
    CROSS JOIN asked AS k
    LEFT JOIN annexes AS a ON a.annex_id = u.annex_id
    LEFT JOIN (
        SELECT revocation_id, any_value(revoking_directive_id) AS revoking_directive_id, any_value(page_number) AS page_number,
               any_value(quote) AS quote, any_value(evidence_id) AS evidence_id
        FROM revocations WHERE revocation_id IN (SELECT x.revocation_id FROM undecided AS x) GROUP BY 1
    ) AS r ON r.revocation_id = u.revocation_id
    WHERE coalesce(u.undecided_from <= k.day, true) AND ($authority IS NULL OR d.authority = CAST($authority AS VARCHAR))
)
SELECT
    o.*, CAST(count(o.annex_id) OVER (PARTITION BY coalesce(o.revocation_id, o.directive_id), o.reason) AS INTEGER) AS hangs_on,
    b.act_kind AS by_kind, b.number AS by_number, coalesce(b.signed_on, b.registered_on) AS by_date
FROM open_ones AS o
LEFT JOIN directives AS b ON b.directive_id = o.revoking_directive_id
ORDER BY hangs_on DESC, o.undecided_from DESC NULLS LAST, o.directive_id, o.annex_id NULLS FIRST, o.reason

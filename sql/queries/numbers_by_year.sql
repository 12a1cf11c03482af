-- answers: How many acts, annexes, posts and revocations does each authority have a year?
-- grain: authority and year
-- oddities: The year is that of the act's signing, else of its registration. Posts are job descriptions of its annexes; revoked acts and annexes are those that the year's acts revoke, whenever that takes effect; drafts are not counted.
-- $year: optional
WITH acts AS (
    SELECT directive_id, authority, institution, year(coalesce(signed_on, registered_on)) AS year
    FROM directives WHERE status <> 'draft' AND coalesce(signed_on, registered_on) IS NOT NULL
),
revoked AS (
    SELECT
        revoking_directive_id AS directive_id, count(DISTINCT effect_id) AS sentence_number,
        count(*) FILTER (revoked_annex_number IS NULL) AS act_number, count(*) FILTER (revoked_annex_number IS NOT NULL) AS annex_number
    FROM revocations GROUP BY 1
),
annexed AS (SELECT directive_id, count(*) AS annex_number FROM annexes WHERE unlisted_on IS NULL GROUP BY 1),
posted AS (SELECT directive_id, count(*) AS post_number FROM positions WHERE directive_id IS NOT NULL GROUP BY 1)
SELECT
    coalesce(min(n.name), min(a.institution)) AS institution, a.authority, CAST(a.year AS INTEGER) AS year, CAST(count(*) AS INTEGER) AS act_number,
    CAST(coalesce(sum(x.annex_number), 0) AS INTEGER) AS annex_number, CAST(coalesce(sum(p.post_number), 0) AS INTEGER) AS post_number,
    CAST(count(r.directive_id) AS INTEGER) AS revoking_act_number, CAST(coalesce(sum(r.act_number), 0) AS INTEGER) AS revoked_act_number,
    CAST(coalesce(sum(r.annex_number), 0) AS INTEGER) AS revoked_annex_number
FROM acts AS a
LEFT JOIN authorities AS n ON n.authority = a.authority
LEFT JOIN annexed AS x ON x.directive_id = a.directive_id
LEFT JOIN posted AS p ON p.directive_id = a.directive_id
LEFT JOIN revoked AS r ON r.directive_id = a.directive_id
WHERE $year IS NULL OR a.year = CAST($year AS INTEGER)
GROUP BY a.authority, a.year
ORDER BY a.authority, a.year

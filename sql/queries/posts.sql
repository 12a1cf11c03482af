-- answers: Which annexes bear the name of a post or a subject, and what holds of each on a day?
-- grain: annex
-- oddities: A title in another form ("juristi ametijuhend", another case ending, a part of it) finds it too; "(ametnik)" or "(töötaja)" leaves out the other group.
-- $title: the position's name or the annex's title as any answer prints it, or a part of either
-- $day: optional, default today
WITH described AS (
    SELECT annex_id, string_agg(DISTINCT title, '; ' ORDER BY title) AS title, min(staff_group) AS staff_group
    FROM positions WHERE annex_id IS NOT NULL GROUP BY 1
)
SELECT
    a.annex_id, a.directive_id, a.annex_number, coalesce(a.title, p.title) AS title, a.kind, d.institution, d.act_kind, d.number,
    coalesce(d.signed_on, d.registered_on) AS directive_date, a.status, a.status_from AS since_on, a.status_until AS until_on
FROM annex_status_on(coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp))) AS a
JOIN directives AS d ON d.directive_id = a.directive_id
LEFT JOIN described AS p ON p.annex_id = a.annex_id
WHERE (title_agrees(CAST($title AS VARCHAR), a.title) OR title_agrees(CAST($title AS VARCHAR), p.title))
  AND coalesce(title_group(CAST($title AS VARCHAR)) = coalesce(p.staff_group, title_group(a.title)), true)
ORDER BY a.status <> 'in_force', a.title, a.in_force_from DESC, a.annex_id

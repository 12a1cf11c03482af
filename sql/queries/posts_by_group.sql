-- answers: How many posts of each group has each unit on a day, as job descriptions in force say?
-- grain: authority, unit and group
-- oddities: A description may stand for several holders. staff_group is NULL where the text does not say; unit is as printed, with the units above it.
-- $day: optional, default today
SELECT
    coalesce(n.name, d.institution) AS institution, p.unit, p.staff_group, CAST(count(*) AS INTEGER) AS post_number,
    list(p.title ORDER BY p.title, p.position_id) AS titles
FROM annexes_in_force_on(coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp))) AS a
JOIN positions AS p ON p.annex_id = a.annex_id
JOIN directives AS d ON d.directive_id = a.directive_id
LEFT JOIN authorities AS n ON n.authority = d.authority
GROUP BY ALL
ORDER BY 1, p.unit NULLS FIRST, p.staff_group NULLS LAST

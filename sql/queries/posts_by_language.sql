-- answers: How many posts on a day ask for which language at which level, by unit and group?
-- grain: authority, unit, group, language and level
-- oddities: A post that asks for several languages counts in each row; one that asks for none is in the row without a language. level is NULL where the text names none.
-- $day: optional, default today
-- $unit: optional, a part of the unit's name
SELECT
    coalesce(n.name, d.institution) AS institution, p.unit, p.staff_group, l.language, l.level,
    CAST(count(DISTINCT p.position_id) AS INTEGER) AS post_number, list(DISTINCT p.title ORDER BY p.title) AS titles
FROM annexes_in_force_on(coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp))) AS a
JOIN positions AS p ON p.annex_id = a.annex_id
JOIN directives AS d ON d.directive_id = a.directive_id
LEFT JOIN language_requirements AS l ON l.position_id = p.position_id
LEFT JOIN authorities AS n ON n.authority = d.authority
WHERE $unit IS NULL OR contains(lower(p.unit), lower(CAST($unit AS VARCHAR)))
GROUP BY ALL
ORDER BY 1, p.unit NULLS FIRST, p.staff_group NULLS LAST, l.language NULLS LAST, l.level NULLS LAST

-- publish: no
-- note: Job descriptions as posts of an authority: their names and units as compared (post_words), and the days on which their
-- annex is in force. One row for each stretch of days; a description whose annex never is, or has none, has one row without days.
WITH described AS (
    SELECT
        p.position_id, p.annex_id, p.directive_id, p.title, coalesce(p.unit, c.unit) AS unit,
        coalesce(p.staff_group, c.staff_group, title_group(p.title)) AS staff_group,
        -- Where no authority is known, the posts of one act are compared with one another alone.
        coalesce(d.authority, p.directive_id) AS authority
    FROM positions AS p
    LEFT JOIN directives AS d ON d.directive_id = p.directive_id
    LEFT JOIN annex_chains AS c ON c.annex_id = p.annex_id
    WHERE d.status IS DISTINCT FROM 'draft' AND p.title IS NOT NULL
)
SELECT d.*, post_words(d.title) AS words, coalesce(unit_path(d.unit), []) AS path, s.status_from AS held_from, s.status_until AS held_until
FROM described AS d
LEFT JOIN annex_statuses AS s ON s.annex_id = d.annex_id AND s.status = 'in_force'

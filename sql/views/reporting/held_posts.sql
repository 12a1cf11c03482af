-- publish: no
-- note: Job descriptions as posts of an authority: their names and units as compared (post_words), and the days on which their
-- annex is in force. One row for each stretch of days; a description whose annex never is, or has none, has one row without days.
-- words and path are texts: joins over lists are slow.
-- together: position_id
-- reads: positions AS p by position_id
-- reads: directives by directive_id of p: directive_id
-- reads: annex_chains by annex_id of p: annex_id
-- reads: annex_statuses by annex_id of p: annex_id
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
),
titles AS (SELECT title, array_to_string(post_words(title), ' ') AS words FROM (SELECT DISTINCT title FROM described)),
units AS (SELECT unit, array_to_string(unit_path(unit), ', ') AS path FROM (SELECT DISTINCT unit FROM described WHERE unit IS NOT NULL))
SELECT d.*, t.words, coalesce(u.path, '') AS path, s.status_from AS held_from, s.status_until AS held_until
FROM described AS d
JOIN titles AS t ON t.title = d.title
LEFT JOIN units AS u ON u.unit = d.unit
LEFT JOIN annex_statuses AS s ON s.annex_id = d.annex_id AND s.status = 'in_force'

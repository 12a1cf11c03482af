-- table: Which annexes bear each name (annex_names), and what holds of each from one day to another: all that the query posts says
-- of them. An annex stands under each of its names.
-- name_key: number of the name (id_key), by which rows are found and in which order they stand
-- annex_id: annex
-- directive_id: directive it belongs to
-- annex_number: its number
-- title: its title; where it has none, the names of its posts
-- kind: what the annex is
-- staff_group: ametnik or töötaja, of its posts, else as the title says; NULL where none is known
-- institution: institution of the directive
-- act_kind: käskkiri, korraldus, otsus
-- number: number of the directive
-- directive_date: its signing day, else its day of registration
-- in_force_from: first day in force; NULL where undecided
-- status: not_yet, in_force, suspended, undecided or ended
-- since_on: first day of this status; NULL: it has no first day
-- until_on: first day no longer so; NULL: no end is known
-- begins_on: since_on, or '-infinity' where that is NULL
-- ends_on: until_on, or 'infinity'
-- acts: 40000
-- key: name_key, annex_id, since_on
-- together: annex_id
-- reads: annexes by annex_id
-- reads: positions by annex_id
-- reads: annex_statuses by annex_row of annexes: annex_row
-- reads: directives by directive_id of annexes: directive_id
WITH untitled AS (
    SELECT a.annex_id, string_agg(DISTINCT p.title, '; ' ORDER BY p.title) AS title
    FROM positions AS p JOIN annexes AS a ON a.annex_id = p.annex_id WHERE a.title IS NULL GROUP BY 1
),
borne AS (
    SELECT annex_id, id_key(title) AS name_key FROM annexes WHERE title IS NOT NULL AND is_in_part(title)
    UNION
    SELECT annex_id, id_key(title) FROM positions WHERE annex_id IS NOT NULL AND title IS NOT NULL AND is_in_part(title)
    UNION
    SELECT annex_id, id_key(title) FROM untitled WHERE title IS NOT NULL AND is_in_part(title)
),
groups AS (
    SELECT p.annex_id, min(p.staff_group) AS staff_group FROM positions AS p SEMI JOIN borne AS b ON b.annex_id = p.annex_id GROUP BY 1
)
SELECT
    b.name_key, a.annex_id, a.directive_id, a.annex_number, coalesce(a.title, u.title) AS title, a.kind,
    coalesce(g.staff_group, title_group(a.title)) AS staff_group, d.institution, d.act_kind, d.number,
    coalesce(d.signed_on, d.registered_on) AS directive_date, a.in_force_from, s.status, s.status_from AS since_on, s.status_until AS until_on,
    s.begins_on, s.ends_on
FROM borne AS b
JOIN annexes AS a ON a.annex_id = b.annex_id
JOIN annex_statuses AS s ON s.annex_row = a.annex_row
JOIN directives AS d ON d.directive_id = a.directive_id
LEFT JOIN untitled AS u ON u.annex_id = a.annex_id
LEFT JOIN groups AS g ON g.annex_id = a.annex_id
ORDER BY b.name_key, a.annex_id, s.begins_on

-- table: How many acts and annexes of each directive are in a status, from one day to another: the query authority_counts adds them up
-- for any day. What has ended is left out.
-- status: not_yet, in_force, suspended or undecided
-- target: annex, or act: the directive itself
-- authority: authority (authorities) of the directive; NULL where none is known
-- number: how many
-- begins_on: first day of it, or '-infinity' where it has none
-- ends_on: first day no longer so, or 'infinity' where no end is known
-- directive_id: directive
-- key: directive_id, target, status, begins_on, ends_on
-- acts: 100000
-- together: directive_id
-- reads: directives by directive_id
-- reads: directive_statuses by directive_id
-- reads: annexes by directive_id
-- reads: annex_statuses by annex_row of annexes: annex_row
WITH told AS (
    SELECT directive_id, 'act' AS target, status, 1 AS number,
           coalesce(status_from, DATE '-infinity') AS begins_on, coalesce(status_until, DATE 'infinity') AS ends_on
    FROM directive_statuses WHERE status <> 'ended' AND is_in_part(directive_id)
    UNION ALL
    SELECT a.directive_id, 'annex', s.status, count(*), s.begins_on, s.ends_on
    FROM annex_statuses AS s JOIN annexes AS a ON a.annex_row = s.annex_row
    WHERE s.status <> 'ended' AND is_in_part(a.directive_id)
    GROUP BY ALL
)
SELECT t.status, t.target, d.authority, CAST(t.number AS INTEGER) AS number, t.begins_on, t.ends_on, t.directive_id
FROM told AS t JOIN directives AS d ON d.directive_id = t.directive_id
-- Rows that a query skips lie together: nearly every row of a status ended long ago, or begins later.
ORDER BY t.status, t.target, t.ends_on, d.authority, t.begins_on, t.directive_id

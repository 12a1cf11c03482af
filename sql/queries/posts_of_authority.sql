-- answers: Which posts, rules and other subjects have annexes at an authority, in which unit, and what holds of each on a day?
-- grain: chain of annexes (authority, unit, subject, staff group)
-- oddities: status and annex_id are those of the annex that matters on the day: in force before undecided, suspended, not yet in force and ended. Units come as they are written in the annexes; NULL where none is.
-- $authority: the authority, as authorities.authority has it
-- $unit: optional, only this unit, as the answer has it
-- $subject: optional, only posts and rules of this name, as the answer has it
-- $day: optional, default today
WITH told AS (
    SELECT c.chain_id, c.unit, c.subject, c.staff_group, c.kind, s.annex_id, s.status, s.status_from, s.status_until, s.title, s.directive_id
    FROM annex_chains AS c
    JOIN directives AS d ON d.directive_id = c.directive_id
    JOIN annex_status_on(coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp))) AS s ON s.annex_id = c.annex_id
    WHERE d.authority = CAST($authority AS VARCHAR) AND ($unit IS NULL OR c.unit = CAST($unit AS VARCHAR))
      AND ($subject IS NULL OR c.subject = CAST($subject AS VARCHAR))
),
-- The later beginning comes first; an open one is NULL, which is greater than any number, and comes last.
chained AS (
    SELECT chain_id, count(DISTINCT annex_id) AS version_number, arg_min(told, (
        list_position(['in_force', 'undecided', 'suspended', 'not_yet', 'ended'], status), DATE '1970-01-01' - status_from, annex_id)) AS first
    FROM told GROUP BY 1
)
SELECT
    chain_id, first.unit, first.subject, first.staff_group, first.kind, first.annex_id, first.title, first.directive_id, first.status,
    first.status_from, first.status_until, CAST(version_number AS INTEGER) AS version_number
FROM chained
ORDER BY first.unit NULLS LAST, first.subject, first.staff_group, chain_id

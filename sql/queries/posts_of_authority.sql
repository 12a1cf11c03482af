-- answers: Which posts, rules and other subjects have annexes at an authority, in which unit, and what holds of each on a day?
-- grain: chain of annexes (authority, unit, subject, staff group)
-- oddities: status and annex_id are those of the annex that matters on the day: in force before undecided, suspended, not yet in force and ended. Units come as they are written in the annexes; NULL where none is.
-- $authority: the authority, as authorities.authority has it
-- $unit: optional, only this unit, as the answer has it
-- $subject: optional, only posts and rules of this name, as the answer has it
-- $day: optional, default today
WITH chained AS (
    SELECT c.chain_id, c.unit, c.subject, c.staff_group, c.kind, s.annex_id, s.status, s.status_from, s.status_until, s.title, s.directive_id,
           count(DISTINCT s.annex_id) OVER (PARTITION BY c.chain_id) AS version_number
    FROM annex_chains AS c
    JOIN directives AS d ON d.directive_id = c.directive_id
    JOIN annex_status_on(coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp))) AS s ON s.annex_id = c.annex_id
    WHERE d.authority = CAST($authority AS VARCHAR) AND ($unit IS NULL OR c.unit = CAST($unit AS VARCHAR))
      AND ($subject IS NULL OR c.subject = CAST($subject AS VARCHAR))
)
SELECT
    chain_id, unit, subject, staff_group, kind, annex_id, title, directive_id, status, status_from, status_until,
    CAST(version_number AS INTEGER) AS version_number
FROM chained
QUALIFY row_number() OVER (
    PARTITION BY chain_id
    ORDER BY list_position(['in_force', 'undecided', 'suspended', 'not_yet', 'ended'], status), status_from DESC NULLS LAST, annex_id) = 1
ORDER BY unit NULLS LAST, subject, staff_group, chain_id

-- answers: How many acts and annexes of each authority are in force, undecided or coming on a day, and until when are its registers proven complete?
-- grain: authority
-- oddities: acts_held counts acts of whatever status; 0 for an authority that only the register list names. proven_until is the first day that is not proven for some register of the authority; NULL where no register is asked for it.
-- $day: optional, default today
WITH asked AS (SELECT coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp)) AS day),
acts AS (
    SELECT authority, count(*) FILTER (status = 'in_force') AS acts_in_force, count(*) FILTER (status = 'undecided') AS acts_undecided
    FROM directive_status_on((SELECT day FROM asked))
    GROUP BY 1
),
annexes_now AS (
    SELECT d.authority, count(*) FILTER (s.status = 'in_force') AS annexes_in_force,
           count(*) FILTER (s.status = 'undecided') AS annexes_undecided,
           count(*) FILTER (s.status = 'suspended') AS annexes_suspended,
           count(*) FILTER (s.status = 'not_yet') AS annexes_not_yet
    FROM annex_status_on((SELECT day FROM asked)) AS s
    JOIN directives AS d ON d.directive_id = s.directive_id
    GROUP BY 1
),
held AS (SELECT authority, count(*) AS acts_held FROM directives GROUP BY 1),
proven AS (
    SELECT d.authority, min(c.end_on) AS proven_until
    FROM (SELECT DISTINCT authority, register FROM directives) AS d
    JOIN (SELECT register, min(begin_on) AS begin_on FROM covered_days GROUP BY 1) AS f ON f.register = d.register
    JOIN covered_days AS c ON c.register = f.register AND c.begin_on = f.begin_on AND c.state = 'proven'
    GROUP BY 1
)
SELECT
    u.authority, u.name, CAST(coalesce(acts_in_force, 0) AS INTEGER) AS acts_in_force,
    CAST(coalesce(annexes_in_force, 0) AS INTEGER) AS annexes_in_force, CAST(coalesce(annexes_not_yet, 0) AS INTEGER) AS annexes_not_yet,
    CAST(coalesce(annexes_suspended, 0) AS INTEGER) AS annexes_suspended,
    CAST(coalesce(acts_undecided, 0) + coalesce(annexes_undecided, 0) AS INTEGER) AS undecided, p.proven_until,
    CAST(coalesce(acts_held, 0) AS INTEGER) AS acts_held
FROM authorities AS u
LEFT JOIN acts AS a ON a.authority = u.authority
LEFT JOIN annexes_now AS x ON x.authority = u.authority
LEFT JOIN held AS h ON h.authority = u.authority
LEFT JOIN proven AS p ON p.authority = u.authority
ORDER BY u.name, u.authority

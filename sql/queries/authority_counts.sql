-- answers: How many acts and annexes of each authority are in force, undecided or coming on a day, and until when are its registers proven complete?
-- grain: authority
-- oddities: acts_held counts acts of whatever status; 0 for an authority that only the register list names. proven_until is the first day that is not proven for some register of the authority; NULL where no register is asked for it.
-- $day: optional, default today
WITH counted AS (
    SELECT authority,
           sum(number) FILTER (target = 'act' AND status = 'in_force') AS acts_in_force,
           sum(number) FILTER (target = 'annex' AND status = 'in_force') AS annexes_in_force,
           sum(number) FILTER (target = 'annex' AND status = 'not_yet') AS annexes_not_yet,
           sum(number) FILTER (target = 'annex' AND status = 'suspended') AS annexes_suspended,
           sum(number) FILTER (status = 'undecided') AS undecided
    FROM status_counts
    WHERE begins_on <= coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp))
      AND coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp)) < ends_on
    GROUP BY 1
),
held AS (SELECT authority, count(*) AS acts_held FROM act_lines GROUP BY 1),
proven AS (
    SELECT d.authority, min(c.end_on) AS proven_until
    FROM (SELECT DISTINCT authority, register FROM directives) AS d
    JOIN (SELECT register, min(begin_on) AS begin_on FROM covered_days GROUP BY 1) AS f ON f.register = d.register
    JOIN covered_days AS c ON c.register = f.register AND c.begin_on = f.begin_on AND c.state = 'proven'
    GROUP BY 1
)
SELECT
    u.authority, u.name, CAST(coalesce(c.acts_in_force, 0) AS INTEGER) AS acts_in_force,
    CAST(coalesce(c.annexes_in_force, 0) AS INTEGER) AS annexes_in_force, CAST(coalesce(c.annexes_not_yet, 0) AS INTEGER) AS annexes_not_yet,
    CAST(coalesce(c.annexes_suspended, 0) AS INTEGER) AS annexes_suspended,
    CAST(coalesce(c.undecided, 0) AS INTEGER) AS undecided, p.proven_until,
    CAST(coalesce(acts_held, 0) AS INTEGER) AS acts_held
FROM authorities AS u
LEFT JOIN counted AS c ON c.authority = u.authority
LEFT JOIN held AS h ON h.authority = u.authority
LEFT JOIN proven AS p ON p.authority = u.authority
ORDER BY u.name, u.authority

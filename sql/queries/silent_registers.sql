-- answers: Which registers have shown no new document for longer than usual?
-- grain: register
-- oddities: Counts working days (Monday to Friday) between registration days. The usual gap is the longest in the year up to the last document; a register with fewer than ten days with documents in that year has none, and least_days applies.
-- $day: optional, the day to ask about; default today
-- $factor: optional, how many times the usual gap counts as silence; default 1.5
-- $least_days: optional, the fewest working days that count as silence; default 7
-- $register: optional, only this register
WITH asked AS (
    SELECT coalesce(CAST($day AS DATE), current_date) AS day, coalesce(CAST($factor AS DOUBLE), 1.5) AS factor,
        coalesce(CAST($least_days AS INTEGER), 7) AS least_days
),
-- Documents known only from added files say nothing about a register's usual gaps.
days AS (
    SELECT DISTINCT d.register, d.registered_on
    FROM documents AS d, asked
    WHERE d.registered_on IS NOT NULL AND d.registered_on <= asked.day AND d.register <> 'files'
        AND ($register IS NULL OR d.register = CAST($register AS VARCHAR))
),
last_days AS (SELECT register, max(registered_on) AS last_on FROM days GROUP BY register),
-- Number the working days: Monday to Friday count, a weekend has the number of the Friday before it.
numbered AS (
    SELECT d.register, d.registered_on,
        5 * ((d.registered_on - DATE '1990-01-01') // 7) + least((d.registered_on - DATE '1990-01-01') % 7, 4) AS working_day
    FROM days AS d JOIN last_days AS l ON l.register = d.register AND d.registered_on > l.last_on - 365
),
gaps AS (
    SELECT register, working_day - lag(working_day) OVER (PARTITION BY register ORDER BY registered_on) AS gap FROM numbered
),
usual AS (SELECT register, count(*) AS day_number, max(gap) AS longest_gap FROM gaps GROUP BY register),
judged AS (
    SELECT l.register, l.last_on,
        5 * ((a.day - DATE '1990-01-01') // 7) + least((a.day - DATE '1990-01-01') % 7, 4)
            - 5 * ((l.last_on - DATE '1990-01-01') // 7) - least((l.last_on - DATE '1990-01-01') % 7, 4) AS silent_working_days,
        CASE WHEN u.day_number >= 10 THEN u.longest_gap END AS usual_longest_gap,
        greatest(a.least_days, CASE WHEN u.day_number >= 10 THEN ceil(u.longest_gap * a.factor) ELSE 0 END)::INTEGER AS allowed_working_days
    FROM last_days AS l JOIN usual AS u ON u.register = l.register, asked AS a
)
SELECT register, last_on, silent_working_days, usual_longest_gap, allowed_working_days
FROM judged WHERE silent_working_days > allowed_working_days ORDER BY register

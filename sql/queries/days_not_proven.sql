-- answers: Which days between two are not proven complete, of which register, and why?
-- grain: register, and stretch of days of one state
-- oddities: Days before the first and after the last day that was searched are "never searched". Without a row every day is proven, or no register was searched at all.
-- $from: first day
-- $to: last day
WITH asked AS (
    SELECT CAST($from AS DATE) AS first_day, CAST($to AS DATE) AS last_day
),
searched AS (
    SELECT register, min(begin_on) AS first_on, max(end_on) AS last_on FROM covered_days GROUP BY 1
),
stretches AS (
    SELECT register, begin_on, end_on, state FROM covered_days WHERE state <> 'proven'
    UNION ALL
    SELECT register, DATE '0001-01-01', first_on - 1, 'never searched' FROM searched
    UNION ALL
    SELECT register, last_on + 1, DATE '9999-12-31', 'never searched' FROM searched WHERE last_on < DATE '9999-12-31'
)
SELECT
    s.register, greatest(s.begin_on, (SELECT first_day FROM asked)) AS begin_on, least(s.end_on, (SELECT last_day FROM asked)) AS end_on,
    s.state
FROM stretches AS s
WHERE s.begin_on <= (SELECT last_day FROM asked) AND s.end_on >= (SELECT first_day FROM asked)
ORDER BY s.register, s.begin_on

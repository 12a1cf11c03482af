-- answers: How many days after its registration was a document first seen in its register?
-- grain: register and year of registration
-- oddities: Only documents that were registered since kehtiv watches the register (followed_number) tell a lag; those registered before were there already. A night that did not run makes it longer.
WITH watched AS (
    SELECT register, min(first_seen_on) AS watched_from FROM documents WHERE register <> 'files' GROUP BY 1
),
lags AS (
    SELECT d.register, year(d.registered_on) AS year, d.registered_on, w.watched_from,
           CASE WHEN d.registered_on >= w.watched_from THEN d.first_seen_on - d.registered_on END AS lag_days
    FROM documents AS d JOIN watched AS w ON w.register = d.register
    WHERE d.registered_on IS NOT NULL
)
SELECT
    register, CAST(year AS INTEGER) AS year, CAST(count(*) AS INTEGER) AS document_number,
    CAST(count(lag_days) AS INTEGER) AS followed_number, CAST(min(lag_days) AS INTEGER) AS least_days, median(lag_days) AS median_days,
    quantile_cont(lag_days, 0.9) AS ninth_tenth_days, CAST(max(lag_days) AS INTEGER) AS most_days,
    CAST(count(*) FILTER (lag_days <= 1) AS INTEGER) AS within_a_day_number
FROM lags
GROUP BY ALL
ORDER BY register, year

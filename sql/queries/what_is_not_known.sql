-- answers: What does kehtiv not know of each register: days not proven, restricted, withdrawn and vanished documents, and things held back?
-- grain: register
-- oddities: not_proven_days counts days between the first and the last day searched. lag_days is the median of first seen less registered, over documents registered after the first search; NULL where there are none.
WITH days AS (
    SELECT register, min(begin_on) AS first_day, max(end_on) AS last_day,
           sum(day_number) FILTER (state = 'proven') AS proven_days, sum(day_number) FILTER (state <> 'proven') AS not_proven_days
    FROM covered_days GROUP BY 1
),
docs AS (
    SELECT d.register, count(*) AS documents, count(*) FILTER (NOT d.is_public) AS restricted, count(*) FILTER (d.state = 'gone') AS gone,
           median(date_diff('day', d.registered_on, d.first_seen_on)) FILTER (d.registered_on >= f.first_seen_on) AS lag_days
    FROM documents AS d
    JOIN (SELECT register, min(first_seen_on) AS first_seen_on FROM documents GROUP BY 1) AS f ON f.register = d.register
    GROUP BY 1
),
withdrawn AS (
    SELECT split_part(document_id, '/', 1) AS register, count(*) FILTER (lifted_at IS NULL) AS withdrawn FROM takedowns GROUP BY 1
),
held_back AS (
    SELECT split_part(document_id, '/', 1) AS register, count(*) AS held_back FROM quarantine WHERE closed_at IS NULL GROUP BY 1
)
SELECT
    coalesce(c.register, d.register) AS register, c.first_day, c.last_day, CAST(coalesce(c.proven_days, 0) AS INTEGER) AS proven_days,
    CAST(coalesce(c.not_proven_days, 0) AS INTEGER) AS not_proven_days, CAST(coalesce(d.documents, 0) AS INTEGER) AS documents,
    CAST(coalesce(d.restricted, 0) AS INTEGER) AS restricted, CAST(coalesce(d.gone, 0) AS INTEGER) AS gone,
    CAST(coalesce(w.withdrawn, 0) AS INTEGER) AS withdrawn, CAST(coalesce(h.held_back, 0) AS INTEGER) AS held_back,
    CAST(d.lag_days AS DOUBLE) AS lag_days
FROM days AS c
FULL JOIN docs AS d ON d.register = c.register
LEFT JOIN withdrawn AS w ON w.register = coalesce(c.register, d.register)
LEFT JOIN held_back AS h ON h.register = coalesce(c.register, d.register)
ORDER BY 1

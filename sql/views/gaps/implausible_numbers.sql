-- publish: no
-- note: Numbers that do not fit their series: far from the line between their neighbours in time, or out of order at its ends.
-- Judged against two neighbours on either side, and wrong only where every pair says so: a neighbour may be the wrong one.
WITH points AS (SELECT DISTINCT stem, act_kind, year(on_day) AS in_year, on_day, number FROM number_points),
placed AS (
    SELECT
        *,
        lag(struct_pack(d := on_day, n := number), 1) OVER w AS p1, lag(struct_pack(d := on_day, n := number), 2) OVER w AS p2,
        lead(struct_pack(d := on_day, n := number), 1) OVER w AS n1, lead(struct_pack(d := on_day, n := number), 2) OVER w AS n2
    FROM points
    WINDOW w AS (PARTITION BY stem, act_kind, in_year ORDER BY on_day, number)
),
pairs AS (
    SELECT p.stem, p.act_kind, p.in_year, p.on_day, p.number, q.before, q.after
    FROM placed AS p, LATERAL (VALUES (p1, n1), (p2, n1), (p1, n2), (p2, n2)) AS q (before, after)
    WHERE q.before IS NOT NULL AND q.after IS NOT NULL
),
measured AS (
    SELECT *,
        CASE WHEN after.d = before.d
             THEN greatest(before.n - number, number - after.n, 0)
             ELSE abs(number - (before.n + (after.n - before.n) * ((on_day - before.d) / (after.d - before.d)))) END AS distance
    FROM pairs
),
between_neighbours AS (
    -- Of pairs that lie equally near, the first: the same acts always name the same neighbours.
    SELECT stem, act_kind, in_year, on_day, number,
           arg_min(before, (distance, before, after)) AS before, arg_min(after, (distance, before, after)) AS after
    FROM measured
    GROUP BY stem, act_kind, in_year, on_day, number
    HAVING bool_and(distance > greatest(15, 0.6 * abs(after.n - before.n)))
),
at_ends AS (
    SELECT stem, act_kind, in_year, on_day, number, p1 AS before, n1 AS after
    FROM placed
    WHERE (n1 IS NULL AND p1.n - number > 15 AND p2.n - number > 15)
       OR (p1 IS NULL AND number - n1.n > 15 AND number - n2.n > 15)
),
flagged AS (SELECT * FROM between_neighbours UNION ALL SELECT * FROM at_ends)
SELECT
    f.*,
    (SELECT min(p.reference_id) FROM number_points AS p
     WHERE p.stem = f.stem AND p.act_kind = f.act_kind AND p.on_day = f.on_day AND p.number = f.number) AS reference_id,
    (SELECT min(coalesce(p.directive_id, p.document_id)) FROM number_points AS p
     WHERE p.stem = f.stem AND p.act_kind = f.act_kind AND p.on_day = f.on_day AND p.number = f.number) AS directive_id
FROM flagged AS f

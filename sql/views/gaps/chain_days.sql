-- table: Stretches of days on which no annex of a chain is in force, or more than are meant, from the chain's first day to its
-- last end. Days before the first annex and after the last end are no gap.
-- chain_id: chain
-- coverage: gap (none) or overlap (more than one directive has side by side)
-- begins_on: first such day
-- ends_on: first day no longer so; NULL: no end is known
-- in_force_number: annexes in force on these days
-- possible_number: the same with those in doubt
-- is_decided: whether the stretch exists however the doubts are settled
-- annex_ids: in a gap the annexes that ended as it began; else those in force or in doubt on its days
-- next_annex_ids: annexes that end the gap; NULL in an overlap
-- effect_id: sentence that ended the annex before a gap, or that approves the youngest annex of an overlap; NULL: none is known
-- key: chain_id, coverage, begins_on
-- pair: chain_id, coverage, begins_on
-- pair: chain_id, coverage, ends_on
-- together: chain_id
-- reads: annex_chains AS c by chain_id
-- reads: annexes by annex_id of c: annex_id
-- reads: annex_promises by concat(directive_id, '#', annex_number) of c: annex_id
WITH several AS (SELECT chain_id, max(seat_number) AS seat_number FROM annex_chains GROUP BY 1 HAVING count(*) > 1),
members AS (
    SELECT
        m.chain_id, m.annex_id, s.seat_number, m.in_force_from AS begins_on, coalesce(m.in_force_until, DATE '9999-12-31') AS ends_on,
        least(coalesce(m.in_force_until, DATE '9999-12-31'), greatest(m.in_force_from, coalesce(m.undecided_from, DATE '9999-12-31'))) AS sure_until
    FROM annex_chains AS m
    JOIN several AS s ON s.chain_id = m.chain_id
    WHERE m.in_force_from < coalesce(m.in_force_until, DATE '9999-12-31')
),
-- An annex whose first day is open may fill any gap of its chain.
open_starts AS (SELECT DISTINCT chain_id FROM annex_chains WHERE in_force_from IS NULL),
events AS (
    SELECT chain_id, seat_number, begins_on AS "on", 1 AS possible, CASE WHEN sure_until > begins_on THEN 1 ELSE 0 END AS sure FROM members
    UNION ALL
    SELECT chain_id, seat_number, sure_until, 0, -1 FROM members WHERE sure_until > begins_on
    UNION ALL
    SELECT chain_id, seat_number, ends_on, -1, 0 FROM members
),
per_day AS (
    SELECT chain_id, seat_number, "on", sum(possible) AS possible, sum(sure) AS sure FROM events GROUP BY ALL
),
stretches AS (
    SELECT
        chain_id, seat_number, "on" AS begins_on, lead("on") OVER (PARTITION BY chain_id ORDER BY "on") AS ends_on,
        sum(possible) OVER w AS possible_number, sum(sure) OVER w AS in_force_number
    FROM per_day
    WINDOW w AS (PARTITION BY chain_id ORDER BY "on" ROWS UNBOUNDED PRECEDING)
),
found AS (
    SELECT
        s.*,
        -- A doubt without an end is no gap: nothing comes after it.
        CASE WHEN in_force_number = 0 AND (possible_number = 0 OR s.ends_on < DATE '9999-12-31') THEN 'gap'
             WHEN possible_number > seat_number THEN 'overlap' END AS coverage,
        CASE WHEN in_force_number = 0 THEN possible_number = 0 AND o.chain_id IS NULL ELSE in_force_number > seat_number END AS is_decided
    FROM stretches AS s
    LEFT JOIN open_starts AS o ON o.chain_id = s.chain_id
    WHERE s.ends_on IS NOT NULL AND (in_force_number = 0 OR possible_number > seat_number)
),
about AS (
    SELECT
        f.chain_id, f.begins_on,
        list(m.annex_id ORDER BY m.begins_on, m.annex_id) FILTER (
            CASE f.coverage WHEN 'gap' THEN f.begins_on IN (m.ends_on, m.sure_until) ELSE m.begins_on <= f.begins_on AND m.ends_on > f.begins_on END
        ) AS annex_ids,
        list(m.annex_id ORDER BY m.annex_id) FILTER (f.coverage = 'gap' AND m.begins_on = f.ends_on) AS next_annex_ids
    FROM found AS f JOIN members AS m ON m.chain_id = f.chain_id
    GROUP BY ALL
),
approved AS (
    SELECT directive_id || '#' || annex_number AS annex_id, min(effect_id) AS effect_id FROM annex_promises WHERE annex_number IS NOT NULL GROUP BY 1
)
SELECT
    f.chain_id, f.coverage, f.begins_on, nullif(f.ends_on, DATE '9999-12-31') AS ends_on,
    CAST(f.in_force_number AS INTEGER) AS in_force_number, CAST(f.possible_number AS INTEGER) AS possible_number,
    f.is_decided, a.annex_ids, a.next_annex_ids,
    CASE f.coverage WHEN 'gap' THEN x.ended_by_effect_id ELSE p.effect_id END AS effect_id
FROM found AS f
JOIN about AS a ON a.chain_id = f.chain_id AND a.begins_on = f.begins_on
LEFT JOIN annexes AS x ON x.annex_id = a.annex_ids[-1]
LEFT JOIN approved AS p ON p.annex_id = a.annex_ids[-1]
WHERE f.coverage IS NOT NULL
ORDER BY f.chain_id, f.begins_on

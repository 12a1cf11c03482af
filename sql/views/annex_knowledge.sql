-- table: What was known of each annex's end, and from which day to which: the second clock, one row per state of knowledge.
-- annex_id: annex
-- known_from_on: first day (Estonia) on which this was what the files seen so far say
-- known_until_on: first day on which they say something else; NULL: so to this day
-- in_force_until: first day no longer in force, as known then
-- in_force_until_basis: its basis
-- ended_by: directive that ends it
-- ended_by_revocation_id: revocation that ends it
-- undecided_from: first day in doubt, as known then
WITH moments AS (
    SELECT annex_id, known_from_on FROM annex_identity
    UNION
    SELECT e.annex_id, greatest(e.known_from_on, a.known_from_on)
    FROM endings AS e JOIN annex_identity AS a ON a.annex_id = e.annex_id
),
-- The earliest end among what was known by each moment, carried forward: one pass in order of knowledge.
known AS (
    SELECT e.annex_id, greatest(e.known_from_on, a.known_from_on) AS known_from_on, e.ends_on, e.undecided_from,
           struct_pack(ends_on := e.ends_on, ended_by := e.ended_by, revocation_id := e.revocation_id, basis := e.basis) AS ending
    FROM endings AS e JOIN annex_identity AS a ON a.annex_id = e.annex_id
),
per_moment AS (
    SELECT m.annex_id, m.known_from_on,
           min(k.ending) FILTER (k.ends_on IS NOT NULL) AS ending,
           min(k.undecided_from) AS undecided_from,
           arg_min(k.ending, (k.undecided_from, k.ending.revocation_id)) FILTER (k.undecided_from IS NOT NULL) AS doubt
    FROM moments AS m
    LEFT JOIN known AS k ON k.annex_id = m.annex_id AND k.known_from_on = m.known_from_on
    GROUP BY ALL
),
running AS (
    SELECT
        annex_id, known_from_on,
        lead(known_from_on) OVER (PARTITION BY annex_id ORDER BY known_from_on) AS known_until_on,
        min(ending) OVER w AS ending,
        min(undecided_from) OVER w AS undecided_from,
        arg_min(doubt, undecided_from) OVER w AS doubt
    FROM per_moment
    WINDOW w AS (PARTITION BY annex_id ORDER BY known_from_on ROWS UNBOUNDED PRECEDING)
)
SELECT
    annex_id, known_from_on, known_until_on,
    ending.ends_on AS in_force_until,
    CASE WHEN ending IS NOT NULL THEN ending.basis WHEN undecided_from IS NOT NULL THEN doubt.basis END AS in_force_until_basis,
    CASE WHEN ending IS NOT NULL THEN ending.ended_by WHEN undecided_from IS NOT NULL THEN doubt.ended_by END AS ended_by,
    CASE WHEN ending IS NOT NULL THEN ending.revocation_id WHEN undecided_from IS NOT NULL THEN doubt.revocation_id END
        AS ended_by_revocation_id,
    CASE WHEN undecided_from < coalesce(ending.ends_on, DATE '9999-12-31') THEN undecided_from END AS undecided_from
FROM running

-- publish: no
-- note: What was known of each annex from one day to another, as in annex_knowledge, and what it would be without rulings.
-- together: annex_id
-- reads: annex_identity by annex_id
-- reads: annex_start_events by annex_id
-- reads: ruled_endings AS r by annex_id
-- reads: read_endings AS n by annex_id
-- reads: effect_knowledge AS k by effect_id of r: effect_id
-- reads: effect_knowledge AS m by effect_id of n: effect_id
-- reads: annex_listings by annex_id
WITH touched AS (
    SELECT DISTINCT annex_id FROM ruled_endings WHERE target = 'annex' AND (ruled_from IS NOT NULL OR ruled_until IS NOT NULL)
),
-- Of annexes that a ruling touches, what sentences alone say (is_read) runs beside what counts.
both_endings AS (
    SELECT annex_id, target, effect_id, revocation_id, ended_by, ends_on, undecided_from, basis, known_from_on, ruling_id, ruled_from,
           ruled_until, said_from, said_until, false AS is_read
    FROM ruled_endings
    UNION ALL
    SELECT annex_id, target, effect_id, revocation_id, ended_by, CASE WHEN basis <> 'ruling' THEN ends_on END,
           CASE WHEN basis = 'ruling' THEN possible_from ELSE undecided_from END, CASE WHEN basis = 'ruling' THEN read_basis ELSE basis END,
           known_from_on, NULL, NULL, NULL, said_from, said_until, true
    FROM read_endings WHERE annex_id IN (SELECT annex_id FROM touched)
),
events AS (
    SELECT annex_id, known_on, known_until_on, stated, starts_on, is_stated, applied_from, directive, ruled, false AS is_read,
           NULL::STRUCT(ends_on DATE, ended_by VARCHAR, revocation_id VARCHAR, basis VARCHAR, effect_id VARCHAR, ruling_id VARCHAR) AS ending,
           NULL::STRUCT(undecided_from DATE, ended_by VARCHAR, revocation_id VARCHAR, basis VARCHAR, effect_id VARCHAR, ruling_id VARCHAR) AS doubt
    FROM annex_start_events
    UNION ALL
    SELECT
        n.annex_id, greatest(coalesce(k.known_from_on, n.known_from_on), n.ruled_from, n.said_from), least(k.known_until_on, n.ruled_until, n.said_until),
        NULL, NULL, NULL, NULL, NULL, NULL, n.is_read,
        CASE WHEN ends_on IS NOT NULL THEN struct_pack(
            ends_on := ends_on, ended_by := ended_by, revocation_id := revocation_id, basis := basis, effect_id := n.effect_id, ruling_id := n.ruling_id) END,
        CASE WHEN undecided_from IS NOT NULL THEN struct_pack(
            undecided_from := undecided_from, ended_by := ended_by, revocation_id := revocation_id, basis := basis, effect_id := n.effect_id, ruling_id := n.ruling_id) END
    FROM both_endings AS n
    -- What a withdrawn act ended has no sentence.
    LEFT JOIN effect_knowledge AS k ON k.effect_id = n.effect_id
    WHERE n.target = 'annex' AND (k.effect_id IS NOT NULL OR n.effect_id IS NULL)
      -- What was ruled otherwise on the day it came was never known.
      AND coalesce(greatest(coalesce(k.known_from_on, n.known_from_on), n.ruled_from, n.said_from) < least(k.known_until_on, n.ruled_until, n.said_until), true)
),
days AS (
    SELECT annex_id, known_on FROM events
    UNION
    SELECT annex_id, known_until_on FROM events WHERE known_until_on IS NOT NULL
    UNION
    SELECT annex_id, listed_from_on FROM annex_listings WHERE listed_from_on IS NOT NULL
    UNION
    SELECT annex_id, listed_until_on FROM annex_listings WHERE listed_until_on IS NOT NULL
),
-- Nothing is known of an annex before the annex itself is.
known_days AS (
    SELECT DISTINCT d.annex_id, greatest(d.known_on, a.known_from_on) AS known_from_on
    FROM days AS d JOIN annex_identity AS a ON a.annex_id = d.annex_id
),
unlisted AS (
    SELECT m.annex_id, m.known_from_on
    FROM known_days AS m
    JOIN annex_listings AS l ON l.annex_id = m.annex_id
    GROUP BY ALL
    HAVING NOT bool_or(coalesce(l.listed_from_on <= m.known_from_on, false) AND coalesce(m.known_from_on < l.listed_until_on, true))
),
moments AS (
    SELECT m.*, u.annex_id IS NOT NULL AS is_unlisted
    FROM known_days AS m LEFT JOIN unlisted AS u ON u.annex_id = m.annex_id AND u.known_from_on = m.known_from_on
),
-- What was known at each moment: all that had come by then, without what its page no longer listed.
running AS (
    SELECT
        m.annex_id, m.known_from_on, m.is_unlisted,
        min(e.stated) AS stated, min(e.starts_on) AS first_start_on, max(e.starts_on) AS last_start_on,
        bool_or(e.is_stated) AS is_stated, min(e.applied_from) AS applied_from,
        arg_max(e.directive, e.known_on) FILTER (e.directive IS NOT NULL) AS directive,
        min(e.ruled) AS ruled,
        min(e.ending) FILTER (NOT e.is_read) AS ending, min(e.doubt) FILTER (NOT e.is_read) AS doubt,
        min(e.ending) FILTER (e.is_read) AS read_ending, min(e.doubt) FILTER (e.is_read) AS read_doubt
    FROM moments AS m
    LEFT JOIN events AS e ON e.annex_id = CASE WHEN NOT m.is_unlisted THEN m.annex_id END AND e.known_on <= m.known_from_on
        AND m.known_from_on < coalesce(e.known_until_on, DATE '9999-12-31')
    GROUP BY ALL
),
judged AS (
    SELECT *, CASE WHEN directive.is_draft THEN NULL
                   WHEN stated IS NULL THEN directive.in_force_from
                   WHEN first_start_on = last_start_on THEN first_start_on END AS start_on
    FROM running
),
decided AS (
    SELECT *, NOT is_unlisted AND start_on IS NULL AND stated IS NOT NULL AND ruled IS NOT NULL AND NOT coalesce(directive.is_draft, false) AS is_start_ruled,
           NOT is_unlisted AND stated IS NULL AND coalesce(directive.basis = 'ruling', false) AS is_act_ruled
    FROM judged
)
SELECT
    annex_id, known_from_on, lead(known_from_on) OVER (PARTITION BY annex_id ORDER BY known_from_on) AS known_until_on,
    CASE WHEN is_start_ruled THEN ruled.starts_on ELSE start_on END AS in_force_from,
    CASE WHEN is_unlisted THEN 'unlisted'
         WHEN is_start_ruled THEN 'ruling'
         WHEN directive.is_draft THEN 'unknown'
         WHEN stated IS NULL THEN coalesce(directive.basis, 'unknown')
         WHEN first_start_on IS NULL THEN 'condition'
         WHEN first_start_on <> last_start_on THEN 'unknown'
         WHEN is_stated THEN 'stated'
         ELSE 'clause' END AS in_force_from_basis,
    CASE WHEN is_start_ruled THEN ruled.effect_id WHEN stated IS NULL THEN directive.effect_id ELSE stated.effect_id END AS in_force_from_effect_id,
    coalesce(first_start_on <> last_start_on, false) AND NOT is_start_ruled AS is_start_contradicted,
    coalesce(applied_from, directive.applied_from) AS applied_from,
    ending.ends_on AS in_force_until,
    coalesce(ending.basis, doubt.basis) AS in_force_until_basis,
    coalesce(ending.ended_by, doubt.ended_by) AS ended_by,
    CASE WHEN ending IS NOT NULL THEN ending.revocation_id ELSE doubt.revocation_id END AS ended_by_revocation_id,
    coalesce(ending.effect_id, doubt.effect_id) AS ended_by_effect_id,
    CASE WHEN doubt.undecided_from < coalesce(ending.ends_on, DATE '9999-12-31') THEN doubt.undecided_from END AS undecided_from,
    CASE WHEN is_start_ruled THEN ruled.ruling_id WHEN is_act_ruled THEN directive.ruling_id END AS in_force_from_ruling_id,
    CASE WHEN ending IS NOT NULL THEN ending.ruling_id ELSE doubt.ruling_id END AS in_force_until_ruling_id,
    -- The same as far as sentences say it.
    annex_id IN (SELECT annex_id FROM touched) AS has_ruled_end, is_start_ruled OR is_act_ruled AS has_ruled_start,
    CASE WHEN NOT (is_start_ruled OR is_act_ruled) THEN start_on END AS read_from,
    CASE WHEN is_act_ruled THEN directive.read_basis WHEN first_start_on IS NULL THEN 'condition' ELSE 'unknown' END AS read_start_basis,
    read_ending, read_doubt
FROM decided

-- table: What was known of each annex's start and end, and from which day to which: the second clock, one row per state of knowledge.
-- annex_id: annex
-- known_from_on: first day (Estonia) on which this was what the files seen so far say
-- known_until_on: first day on which they say something else; NULL: so to this day
-- in_force_from: first day in force, as known then; NULL where undecided
-- in_force_from_basis: stated, clause, signing, registration, condition, unknown, or unlisted: the page of its document
-- listed no file then that holds or promises it
-- in_force_from_effect_id: sentence that gives the day or leaves it open; NULL where none does
-- is_start_contradicted: whether sentences name different days for this annex
-- applied_from: first day it applies, as known then, where the text says so; else NULL
-- in_force_until: first day no longer in force, as known then
-- in_force_until_basis: its basis (ruling: from the day of the ruling on), or why it is in doubt
-- ended_by: directive that ends it
-- ended_by_revocation_id: revocation that ends it; NULL where a new wording replaces it
-- ended_by_effect_id: sentence that ends it
-- undecided_from: first day in doubt, as known then
-- key: annex_id, known_from_on
-- pair: annex_id, known_from_on
-- pair: annex_id, in_force_from, in_force_until, undecided_from
WITH events AS (
    SELECT annex_id, known_on, known_until_on, stated, starts_on, is_stated, applied_from, directive,
           NULL::STRUCT(ends_on DATE, ended_by VARCHAR, revocation_id VARCHAR, basis VARCHAR, effect_id VARCHAR) AS ending,
           NULL::STRUCT(undecided_from DATE, ended_by VARCHAR, revocation_id VARCHAR, basis VARCHAR, effect_id VARCHAR) AS doubt
    FROM annex_start_events
    UNION ALL
    SELECT
        n.annex_id, greatest(coalesce(k.known_from_on, n.known_from_on), n.ruled_from), least(k.known_until_on, n.ruled_until),
        NULL, NULL, NULL, NULL, NULL,
        CASE WHEN ends_on IS NOT NULL THEN struct_pack(
            ends_on := ends_on, ended_by := ended_by, revocation_id := revocation_id, basis := basis, effect_id := n.effect_id) END,
        CASE WHEN undecided_from IS NOT NULL THEN struct_pack(
            undecided_from := undecided_from, ended_by := ended_by, revocation_id := revocation_id, basis := basis, effect_id := n.effect_id) END
    FROM ruled_endings AS n
    -- What a withdrawn act ended has no sentence.
    LEFT JOIN effect_knowledge AS k ON k.effect_id = n.effect_id
    WHERE n.target = 'annex' AND (k.effect_id IS NOT NULL OR n.effect_id IS NULL)
      -- What was ruled otherwise on the day it came was never known.
      AND coalesce(greatest(coalesce(k.known_from_on, n.known_from_on), n.ruled_from) < least(k.known_until_on, n.ruled_until), true)
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
-- What was known at each moment: all that had come by then, without what its page listed no more.
running AS (
    SELECT
        m.annex_id, m.known_from_on, m.is_unlisted,
        min(e.stated) AS stated, min(e.starts_on) AS first_start_on, max(e.starts_on) AS last_start_on,
        bool_or(e.is_stated) AS is_stated, min(e.applied_from) AS applied_from,
        arg_max(e.directive, e.known_on) FILTER (e.directive IS NOT NULL) AS directive,
        min(e.ending) AS ending, min(e.doubt) AS doubt
    FROM moments AS m
    LEFT JOIN events AS e ON e.annex_id = CASE WHEN NOT m.is_unlisted THEN m.annex_id END AND e.known_on <= m.known_from_on
        AND m.known_from_on < coalesce(e.known_until_on, DATE '9999-12-31')
    GROUP BY ALL
)
SELECT
    annex_id, known_from_on, lead(known_from_on) OVER (PARTITION BY annex_id ORDER BY known_from_on) AS known_until_on,
    CASE WHEN directive.is_draft THEN NULL
         WHEN stated IS NULL THEN directive.in_force_from
         WHEN first_start_on = last_start_on THEN first_start_on END AS in_force_from,
    CASE WHEN is_unlisted THEN 'unlisted'
         WHEN directive.is_draft THEN 'unknown'
         WHEN stated IS NULL THEN coalesce(directive.basis, 'unknown')
         WHEN first_start_on IS NULL THEN 'condition'
         WHEN first_start_on <> last_start_on THEN 'unknown'
         WHEN is_stated THEN 'stated'
         ELSE 'clause' END AS in_force_from_basis,
    CASE WHEN stated IS NULL THEN directive.effect_id ELSE stated.effect_id END AS in_force_from_effect_id,
    coalesce(first_start_on <> last_start_on, false) AS is_start_contradicted,
    coalesce(applied_from, directive.applied_from) AS applied_from,
    ending.ends_on AS in_force_until,
    coalesce(ending.basis, doubt.basis) AS in_force_until_basis,
    coalesce(ending.ended_by, doubt.ended_by) AS ended_by,
    CASE WHEN ending IS NOT NULL THEN ending.revocation_id ELSE doubt.revocation_id END AS ended_by_revocation_id,
    coalesce(ending.effect_id, doubt.effect_id) AS ended_by_effect_id,
    CASE WHEN doubt.undecided_from < coalesce(ending.ends_on, DATE '9999-12-31') THEN doubt.undecided_from END AS undecided_from
FROM running

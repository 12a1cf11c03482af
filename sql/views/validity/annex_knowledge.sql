-- table: What was known of each annex's start and end, and from which day to which: the second clock, one row per state of knowledge.
-- annex_id: annex
-- known_from_on: first day (Estonia) on which this was what the files seen so far say
-- known_until_on: first day on which they say something else; NULL: so to this day
-- in_force_from: first day in force, as known then; NULL where undecided
-- in_force_from_basis: stated, clause, signing, registration, condition or unknown
-- in_force_from_effect_id: sentence that gives the day or leaves it open; NULL where none does
-- is_start_contradicted: whether sentences name different days for this annex
-- applied_from: first day it applies, as known then, where the text says so; else NULL
-- in_force_until: first day no longer in force, as known then
-- in_force_until_basis: its basis, or why it is in doubt
-- ended_by: directive that ends it
-- ended_by_revocation_id: revocation that ends it; NULL where a new wording replaces it
-- ended_by_effect_id: sentence that ends it
-- undecided_from: first day in doubt, as known then
-- key: annex_id, known_from_on
-- pair: annex_id, known_from_on
-- pair: annex_id, in_force_from, in_force_until, undecided_from
WITH events AS (
    SELECT annex_id, known_on, stated, starts_on, is_stated, applied_from, directive,
           NULL::STRUCT(ends_on DATE, ended_by VARCHAR, revocation_id VARCHAR, basis VARCHAR, effect_id VARCHAR) AS ending,
           NULL::STRUCT(undecided_from DATE, ended_by VARCHAR, revocation_id VARCHAR, basis VARCHAR, effect_id VARCHAR) AS doubt
    FROM annex_start_events
    UNION ALL
    SELECT
        annex_id, known_from_on, NULL, NULL, NULL, NULL, NULL,
        CASE WHEN ends_on IS NOT NULL THEN struct_pack(
            ends_on := ends_on, ended_by := ended_by, revocation_id := revocation_id, basis := basis, effect_id := effect_id) END,
        CASE WHEN undecided_from IS NOT NULL THEN struct_pack(
            undecided_from := undecided_from, ended_by := ended_by, revocation_id := revocation_id, basis := basis, effect_id := effect_id) END
    FROM endings WHERE target = 'annex'
),
-- Nothing is known of an annex before the annex itself is.
per_moment AS (
    SELECT
        e.annex_id, greatest(e.known_on, a.known_from_on) AS known_from_on,
        min(e.stated) AS stated, min(e.starts_on) AS first_start_on, max(e.starts_on) AS last_start_on,
        bool_or(e.is_stated) AS is_stated, min(e.applied_from) AS applied_from,
        arg_max(e.directive, e.known_on) FILTER (e.directive IS NOT NULL) AS directive,
        min(e.ending) AS ending, min(e.doubt) AS doubt
    FROM events AS e
    JOIN annex_identity AS a ON a.annex_id = e.annex_id
    GROUP BY ALL
),
running AS (
    SELECT
        annex_id, known_from_on,
        lead(known_from_on) OVER (PARTITION BY annex_id ORDER BY known_from_on) AS known_until_on,
        min(stated) OVER w AS stated, min(first_start_on) OVER w AS first_start_on, max(last_start_on) OVER w AS last_start_on,
        bool_or(is_stated) OVER w AS is_stated, min(applied_from) OVER w AS applied_from,
        last_value(directive IGNORE NULLS) OVER w AS directive,
        min(ending) OVER w AS ending, min(doubt) OVER w AS doubt
    FROM per_moment
    WINDOW w AS (PARTITION BY annex_id ORDER BY known_from_on ROWS UNBOUNDED PRECEDING)
)
SELECT
    annex_id, known_from_on, known_until_on,
    CASE WHEN directive.is_draft THEN NULL
         WHEN stated IS NULL THEN directive.in_force_from
         WHEN first_start_on = last_start_on THEN first_start_on END AS in_force_from,
    CASE WHEN directive.is_draft THEN 'unknown'
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

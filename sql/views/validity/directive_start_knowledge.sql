-- publish: no
-- note: When a directive as a whole enters into force and from when it applies, as the files seen from one day to another told:
-- clause, then signing day, then registration. A condition, or clauses that contradict one another, leave it open, unless a
-- person ruled on it (read_basis: why it is open without the ruling).
-- together: directive_id
-- reads: directive_identity by directive_id
-- reads: spoken_effects AS e by directive_id
-- reads: effect_knowledge by effect_id of e: effect_id
-- reads: ruled_starts by directive_id
WITH clauses AS (
    SELECT
        e.directive_id, e.effect_id, k.known_until_on,
        greatest(k.known_from_on, CASE WHEN e.effective_on IS NULL AND e.date_rule = 'signing' THEN d.signed_known_on END) AS known_on,
        CASE WHEN e.doubt IS NOT NULL THEN NULL
             WHEN e.effective_on IS NOT NULL THEN e.effective_on
             WHEN e.date_rule = 'signing' THEN coalesce(d.signed_on, d.registered_on) END AS starts_on
    FROM spoken_effects AS e
    JOIN effect_knowledge AS k ON k.effect_id = e.effect_id
    JOIN directive_identity AS d ON d.directive_id = e.directive_id
    WHERE e.effect = 'commence' AND e.is_own AND e.scope IN ('act', 'attached')
      AND e.annexes IS NULL AND NOT e.is_every_annex AND e.points IS NULL
      AND (e.effective_on IS NOT NULL OR e.date_rule IS NOT NULL OR e.date_basis IS NOT NULL OR e.doubt IS NOT NULL)
),
events AS (
    SELECT directive_id, first_seen_on AS known_on, NULL::DATE AS known_until_on, registered_on, NULL::DATE AS signed_on, NULL::DATE AS clause_on,
           NULL::BOOLEAN AS is_conditional, NULL::VARCHAR AS effect_id, NULL::DATE AS applied_from,
           NULL::STRUCT(counts_from_on DATE, ruling_id VARCHAR, starts_on DATE, effect_id VARCHAR) AS ruled
    FROM directive_identity
    UNION ALL
    SELECT directive_id, greatest(first_seen_on, signed_known_on), NULL, NULL, signed_on, NULL, NULL, NULL, NULL, NULL
    FROM directive_identity WHERE signed_on IS NOT NULL
    UNION ALL
    SELECT directive_id, known_on, known_until_on, NULL, NULL, starts_on, starts_on IS NULL, effect_id, NULL, NULL
    FROM clauses WHERE coalesce(known_on < known_until_on, true)
    UNION ALL
    SELECT directive_id, k.known_from_on, k.known_until_on, NULL, NULL, NULL, NULL, NULL, effective_on, NULL
    FROM spoken_effects AS e JOIN effect_knowledge AS k ON k.effect_id = e.effect_id
    WHERE effect = 'apply' AND is_own AND scope = 'act' AND annexes IS NULL AND NOT is_every_annex AND points IS NULL
      AND directive_id IS NOT NULL AND effective_on IS NOT NULL AND doubt IS NULL
    UNION ALL
    SELECT directive_id, greatest(known_from_on, counts_from_on), NULL, NULL, NULL, NULL, NULL, NULL, NULL,
           struct_pack(counts_from_on := counts_from_on, ruling_id := ruling_id, starts_on := starts_on, effect_id := effect_id)
    FROM ruled_starts WHERE is_of_act
),
moments AS (
    SELECT directive_id, known_on, lead(known_on) OVER (PARTITION BY directive_id ORDER BY known_on) AS known_until_on
    FROM (SELECT directive_id, known_on FROM events UNION SELECT directive_id, known_until_on FROM events WHERE known_until_on IS NOT NULL)
),
-- What was known at each moment: all that had come by then, without what its page no longer listed.
running AS (
    SELECT
        m.directive_id, m.known_on, m.known_until_on, min(e.registered_on) AS registered_on, min(e.signed_on) AS signed_on,
        min(e.clause_on) AS first_clause_on, max(e.clause_on) AS last_clause_on, bool_or(e.is_conditional) AS is_conditional,
        -- A clause with a day speaks before one with a condition.
        min(struct_pack(has_no_day := e.clause_on IS NULL, effect_id := e.effect_id)) FILTER (e.effect_id IS NOT NULL) AS clause,
        min(e.applied_from) AS applied_from, min(e.ruled) AS ruled
    FROM moments AS m
    LEFT JOIN events AS e ON e.directive_id = m.directive_id AND e.known_on <= m.known_on
        AND m.known_on < coalesce(e.known_until_on, DATE '9999-12-31')
    GROUP BY ALL
),
judged AS (
    SELECT
        r.directive_id, r.known_on, r.known_until_on, r.ruled,
        CASE
            WHEN d.status = 'draft' OR r.first_clause_on <> r.last_clause_on THEN NULL
            WHEN r.first_clause_on IS NOT NULL THEN r.first_clause_on
            WHEN r.is_conditional THEN NULL
            ELSE coalesce(r.signed_on, r.registered_on)
        END AS read_from,
        CASE
            WHEN d.status = 'draft' OR r.first_clause_on <> r.last_clause_on THEN 'unknown'
            WHEN r.first_clause_on IS NOT NULL THEN 'clause'
            WHEN r.is_conditional THEN 'condition'
            WHEN r.signed_on IS NOT NULL THEN 'signing'
            WHEN r.registered_on IS NOT NULL THEN 'registration'
            ELSE 'unknown'
        END AS read_basis,
        r.clause.effect_id AS clause_effect_id,
        r.applied_from,
        coalesce(r.first_clause_on <> r.last_clause_on, false) AS is_contradicted,
        coalesce(r.signed_on, r.registered_on) AS earliest_on,
        d.status = 'draft' AS is_draft
    FROM running AS r
    JOIN directive_identity AS d ON d.directive_id = r.directive_id
)
SELECT
    directive_id, known_on, known_until_on,
    CASE WHEN is_ruled THEN ruled.starts_on ELSE read_from END AS in_force_from,
    CASE WHEN is_ruled THEN 'ruling' ELSE read_basis END AS in_force_from_basis,
    CASE WHEN is_ruled THEN ruled.effect_id ELSE clause_effect_id END AS in_force_from_effect_id,
    applied_from, is_contradicted AND NOT is_ruled AS is_contradicted, earliest_on, is_draft, read_basis,
    CASE WHEN is_ruled THEN ruled.ruling_id END AS in_force_from_ruling_id
FROM (SELECT *, ruled IS NOT NULL AND read_from IS NULL AND NOT is_draft AS is_ruled FROM judged)

-- publish: no
-- note: When a directive as a whole enters into force and from when it applies, as the files seen from one day to another told:
-- clause, then signing day, then registration. A condition, or clauses that contradict one another, leave it open.
WITH clauses AS (
    SELECT
        e.directive_id, e.effect_id,
        greatest(e.known_from_on, CASE WHEN e.effective_on IS NULL AND e.date_rule = 'signing' THEN d.signed_known_on END) AS known_on,
        CASE WHEN e.doubt IS NOT NULL THEN NULL
             WHEN e.effective_on IS NOT NULL THEN e.effective_on
             WHEN e.date_rule = 'signing' THEN coalesce(d.signed_on, d.registered_on) END AS starts_on
    FROM effects AS e
    JOIN directive_identity AS d ON d.directive_id = e.directive_id
    WHERE e.effect = 'commence' AND e.is_own AND e.scope IN ('act', 'attached')
      AND e.annexes IS NULL AND NOT e.is_every_annex AND e.points IS NULL
      AND (e.effective_on IS NOT NULL OR e.date_rule IS NOT NULL OR e.date_basis IS NOT NULL OR e.doubt IS NOT NULL)
),
events AS (
    SELECT directive_id, first_seen_on AS known_on, registered_on, NULL::DATE AS signed_on, NULL::DATE AS clause_on,
           NULL::BOOLEAN AS is_conditional, NULL::VARCHAR AS effect_id, NULL::DATE AS applied_from
    FROM directive_identity
    UNION ALL
    SELECT directive_id, greatest(first_seen_on, signed_known_on), NULL, signed_on, NULL, NULL, NULL, NULL
    FROM directive_identity WHERE signed_on IS NOT NULL
    UNION ALL
    SELECT directive_id, known_on, NULL, NULL, starts_on, starts_on IS NULL, effect_id, NULL FROM clauses
    UNION ALL
    SELECT directive_id, known_from_on, NULL, NULL, NULL, NULL, NULL, effective_on
    FROM effects
    WHERE effect = 'apply' AND is_own AND scope = 'act' AND annexes IS NULL AND NOT is_every_annex AND points IS NULL
      AND directive_id IS NOT NULL AND effective_on IS NOT NULL AND doubt IS NULL
),
per_moment AS (
    SELECT
        directive_id, known_on, min(registered_on) AS registered_on, min(signed_on) AS signed_on,
        min(clause_on) AS first_clause_on, max(clause_on) AS last_clause_on, bool_or(is_conditional) AS is_conditional,
        -- A clause with a day speaks before one with a condition.
        min(struct_pack(has_no_day := clause_on IS NULL, effect_id := effect_id)) FILTER (effect_id IS NOT NULL) AS clause,
        min(applied_from) AS applied_from
    FROM events GROUP BY ALL
),
running AS (
    SELECT
        directive_id, known_on, lead(known_on) OVER (PARTITION BY directive_id ORDER BY known_on) AS known_until_on,
        min(registered_on) OVER w AS registered_on, min(signed_on) OVER w AS signed_on,
        min(first_clause_on) OVER w AS first_clause_on, max(last_clause_on) OVER w AS last_clause_on,
        bool_or(is_conditional) OVER w AS is_conditional, min(clause) OVER w AS clause, min(applied_from) OVER w AS applied_from
    FROM per_moment
    WINDOW w AS (PARTITION BY directive_id ORDER BY known_on ROWS UNBOUNDED PRECEDING)
)
SELECT
    r.directive_id, r.known_on, r.known_until_on,
    CASE
        WHEN d.status = 'draft' OR r.first_clause_on <> r.last_clause_on THEN NULL
        WHEN r.first_clause_on IS NOT NULL THEN r.first_clause_on
        WHEN r.is_conditional THEN NULL
        ELSE coalesce(r.signed_on, r.registered_on)
    END AS in_force_from,
    CASE
        WHEN d.status = 'draft' OR r.first_clause_on <> r.last_clause_on THEN 'unknown'
        WHEN r.first_clause_on IS NOT NULL THEN 'clause'
        WHEN r.is_conditional THEN 'condition'
        WHEN r.signed_on IS NOT NULL THEN 'signing'
        WHEN r.registered_on IS NOT NULL THEN 'registration'
        ELSE 'unknown'
    END AS in_force_from_basis,
    r.clause.effect_id AS in_force_from_effect_id,
    r.applied_from,
    coalesce(r.first_clause_on <> r.last_clause_on, false) AS is_contradicted,
    coalesce(r.signed_on, r.registered_on) AS earliest_on,
    d.status = 'draft' AS is_draft
FROM running AS r
JOIN directive_identity AS d ON d.directive_id = r.directive_id

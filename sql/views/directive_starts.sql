-- publish: no
-- note: When a directive as a whole enters into force and from when it applies. Clause, then signing day, then registration.
-- A condition, or clauses that contradict one another, leave it open.
WITH clauses AS (
    SELECT
        e.directive_id,
        CASE WHEN e.effective_on IS NOT NULL THEN e.effective_on
             WHEN e.date_rule = 'signing' THEN coalesce(d.signed_on, d.registered_on) END AS starts_on
    FROM effects AS e
    JOIN directive_identity AS d ON d.directive_id = e.directive_id
    WHERE e.effect = 'commence' AND e.is_own AND e.scope IN ('act', 'attached')
      AND e.annexes IS NULL AND NOT e.is_every_annex AND e.points IS NULL
      AND (e.effective_on IS NOT NULL OR e.date_rule IS NOT NULL OR e.date_basis IS NOT NULL)
),
clause AS (
    SELECT directive_id, count(DISTINCT starts_on) AS day_number, bool_or(starts_on IS NULL) AS is_conditional,
           min(starts_on) AS starts_on
    FROM clauses GROUP BY 1
),
applied AS (
    SELECT directive_id, min(effective_on) AS applied_from
    FROM effects
    WHERE effect = 'apply' AND is_own AND scope = 'act' AND annexes IS NULL AND NOT is_every_annex AND points IS NULL
    GROUP BY 1
)
SELECT
    d.directive_id,
    CASE
        WHEN d.status = 'draft' THEN NULL
        WHEN c.day_number > 1 THEN NULL
        WHEN c.day_number = 1 THEN c.starts_on
        WHEN c.is_conditional THEN NULL
        ELSE coalesce(d.signed_on, d.registered_on)
    END AS in_force_from,
    CASE
        WHEN d.status = 'draft' OR c.day_number > 1 THEN 'unknown'
        WHEN c.day_number = 1 THEN 'clause'
        WHEN c.is_conditional THEN 'condition'
        WHEN d.signed_on IS NOT NULL THEN 'signing'
        WHEN d.registered_on IS NOT NULL THEN 'registration'
        ELSE 'unknown'
    END AS in_force_from_basis,
    a.applied_from,
    coalesce(c.day_number > 1, false) AS is_contradicted,
    coalesce(d.signed_on, d.registered_on) AS earliest_on
FROM directive_identity AS d
LEFT JOIN clause AS c ON c.directive_id = d.directive_id
LEFT JOIN applied AS a ON a.directive_id = d.directive_id

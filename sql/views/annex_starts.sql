-- publish: no
-- note: Every annex with the day it enters into force: the day stated for it, else its directive's.
WITH stated AS (
    SELECT x.annex_id, e.effective_on, e.date_basis, e.date_rule, d.signed_on
    FROM annex_effects AS x
    JOIN effects AS e ON e.effect_id = x.effect_id
    JOIN directive_identity AS d ON d.directive_id = e.directive_id
    WHERE NOT e.is_retroactive
      AND (e.effect = 'approve'
           OR (e.effect = 'commence' AND (len(e.annexes) > 0 OR e.is_every_annex OR e.points IS NOT NULL OR e.scope = 'approved')))
      AND (e.effective_on IS NOT NULL OR e.date_basis IS NOT NULL)
),
start AS (
    SELECT
        annex_id,
        count(DISTINCT coalesce(effective_on, CASE WHEN date_rule = 'signing' THEN signed_on END)) AS day_number,
        min(coalesce(effective_on, CASE WHEN date_rule = 'signing' THEN signed_on END)) AS starts_on,
        bool_or(effective_on IS NOT NULL AND coalesce(date_basis, 'stated') <> 'clause') AS is_stated
    FROM stated GROUP BY 1
),
applied AS (
    SELECT x.annex_id, min(e.effective_on) AS applied_from
    FROM annex_effects AS x
    JOIN effects AS e ON e.effect_id = x.effect_id
    WHERE e.effective_on IS NOT NULL AND (e.effect = 'apply' OR (e.effect IN ('approve', 'commence') AND e.is_retroactive))
    GROUP BY 1
)
SELECT
    a.*,
    CASE WHEN d.in_force_from_basis = 'unknown' AND i.status = 'draft' THEN NULL
         WHEN s.annex_id IS NULL THEN d.in_force_from
         WHEN s.day_number = 1 THEN s.starts_on END AS in_force_from,
    CASE WHEN d.in_force_from_basis = 'unknown' AND i.status = 'draft' THEN 'unknown'
         WHEN s.annex_id IS NULL THEN d.in_force_from_basis
         WHEN s.day_number = 1 AND s.is_stated THEN 'stated'
         WHEN s.day_number = 1 THEN 'clause'
         WHEN s.day_number = 0 THEN 'condition'
         ELSE 'unknown' END AS in_force_from_basis,
    coalesce(p.applied_from, d.applied_from) AS applied_from,
    coalesce(s.day_number > 1, false) AS is_contradicted
FROM annex_identity AS a
JOIN directive_starts AS d ON d.directive_id = a.directive_id
JOIN directive_identity AS i ON i.directive_id = a.directive_id
LEFT JOIN start AS s ON s.annex_id = a.annex_id
LEFT JOIN applied AS p ON p.annex_id = a.annex_id

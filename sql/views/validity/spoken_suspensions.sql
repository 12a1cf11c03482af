-- publish: no
-- note: Suspensions as in suspensions, with the day since which the file that says so is no longer listed (unlisted_on).
-- together: document_of(effect_id)
-- reads: spoken_effects AS e by document_of(document_id)
-- reads: directive_identity by directive_id of e: directive_id
-- reads: directive_starts AS s by directive_id of e: directive_id
-- reads: annex_identity by directive_id of e: affected_directive_id
-- reads: effects AS r by affected_directive_id of e: affected_directive_id
-- reads: directive_starts AS t by directive_id of r: directive_id
WITH suspending AS (
    SELECT
        e.*, coalesce(e.effective_on, s.in_force_from) AS suspended_from, e.until_on + 1 AS stated_until,
        list_transform(e.annexes, lambda x: lower(trim(x))) AS listed,
        list_transform(e.except_annexes, lambda x: lower(trim(x))) AS excepted
    FROM spoken_effects AS e
    LEFT JOIN directive_starts AS s ON s.directive_id = e.directive_id
    LEFT JOIN directive_identity AS i ON i.directive_id = e.directive_id
    WHERE e.effect = 'suspend' AND e.doubt IS NULL AND e.affected_directive_id IS NOT NULL
      AND (e.points IS NULL OR len(e.points) = 0) AND e.scope NOT IN ('points', 'part')
      AND (e.effective_on IS NOT NULL OR coalesce(e.date_basis, '') <> 'condition')
      AND coalesce(i.status, '') <> 'draft'
),
objects AS (
    SELECT s.effect_id, a.annex_id, a.annex_number
    FROM suspending AS s
    JOIN annex_identity AS a ON a.directive_id = s.affected_directive_id
    WHERE (coalesce(len(s.listed), 0) = 0 OR list_contains(s.listed, a.annex_number))
      AND NOT coalesce(list_contains(s.excepted, a.annex_number), false)
      AND (s.scope <> 'approved' OR s.kind IS NULL OR act_kind(s.kind) IS NOT NULL OR a.kind = s.kind)
    UNION ALL
    SELECT effect_id, NULL, NULL FROM suspending WHERE scope = 'act' AND coalesce(len(listed), 0) = 0 AND NOT is_every_annex
),
reinstating AS (
    SELECT e.effect_id, e.affected_directive_id, coalesce(e.effective_on, s.in_force_from) AS again_from,
           list_transform(e.annexes, lambda x: lower(trim(x))) AS listed, e.known_from_on
    FROM effects AS e LEFT JOIN directive_starts AS s ON s.directive_id = e.directive_id
    WHERE e.effect = 'reinstate' AND e.doubt IS NULL AND e.affected_directive_id IS NOT NULL
),
ended AS (
    SELECT s.effect_id, o.annex_id,
           min(struct_pack(again_from := r.again_from, effect_id := r.effect_id)) AS reinstated
    FROM suspending AS s
    JOIN objects AS o ON o.effect_id = s.effect_id
    JOIN reinstating AS r ON r.affected_directive_id = s.affected_directive_id
        AND (coalesce(len(r.listed), 0) = 0 OR list_contains(r.listed, o.annex_number))
    WHERE r.again_from > s.suspended_from
    GROUP BY ALL
)
SELECT
    s.effect_id || '/' || coalesce(split_part(o.annex_id, '#', -1), 'act') AS suspension_id,
    s.effect_id, s.directive_id AS suspending_directive_id, s.affected_directive_id AS directive_id, o.annex_id,
    s.suspended_from,
    CASE WHEN e.reinstated.again_from < coalesce(s.stated_until, DATE '9999-12-31') THEN e.reinstated.again_from
         ELSE s.stated_until END AS suspended_until,
    CASE WHEN e.reinstated.again_from < coalesce(s.stated_until, DATE '9999-12-31') THEN e.reinstated.effect_id END
        AS reinstated_by_effect_id,
    s.quote, s.evidence_id, s.known_from_on, s.unlisted_on
FROM suspending AS s
JOIN objects AS o ON o.effect_id = s.effect_id
LEFT JOIN ended AS e ON e.effect_id = s.effect_id AND e.annex_id IS NOT DISTINCT FROM o.annex_id
WHERE s.suspended_from IS NOT NULL
ORDER BY suspension_id

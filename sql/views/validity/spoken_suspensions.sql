-- publish: no
-- note: Suspensions as in suspensions, with the day since which the file that says so is no longer listed (unlisted_on). said_from,
-- said_until: from which day to which its end was known so: before and after a sentence that ends it came.
-- together: document_of(effect_id)
-- reads: spoken_effects AS e by document_of(document_id)
-- reads: ending_sentences by document_of(document_id)
-- reads: directive_identity AS i by directive_id of e: directive_id
-- reads: directive_starts AS s by directive_id of e: directive_id
-- reads: annex_identity by directive_id of e: affected_directive_id
-- reads: spoken_effects AS r by affected_directive_id of e: affected_directive_id
-- reads: effect_knowledge by effect_id of r: effect_id
-- reads: directive_starts AS t by directive_id of r: directive_id
WITH suspending AS (
    SELECT e.*, coalesce(e.effective_on, s.in_force_from) AS suspended_from, e.until_on + 1 AS stated_until
    FROM spoken_effects AS e
    LEFT JOIN directive_starts AS s ON s.directive_id = e.directive_id
    LEFT JOIN directive_identity AS i ON i.directive_id = e.directive_id
    WHERE e.effect = 'suspend' AND e.doubt IS NULL AND e.affected_directive_id IS NOT NULL
      AND coalesce(len(e.points), 0) = 0 AND e.scope NOT IN ('points', 'part')
      AND e.limit_words IS NULL AND coalesce(len(e.except_points), 0) = 0
      AND (e.effective_on IS NOT NULL OR coalesce(e.date_basis, '') <> 'condition')
      AND coalesce(i.status, '') <> 'draft'
      AND NOT EXISTS (SELECT 1 FROM ending_sentences AS n WHERE n.effect_id = e.effect_id AND n.open_reason IS NOT NULL)
),
objects AS (
    SELECT s.effect_id, a.annex_id, a.annex_number, a.kind
    FROM suspending AS s
    JOIN annex_identity AS a ON a.directive_id = s.affected_directive_id
    WHERE (coalesce(len(s.annexes), 0) = 0 OR says_annex(s.annexes, a.annex_number))
      AND NOT says_annex(s.except_annexes, a.annex_number)
      AND (s.scope <> 'approved' OR s.kind IS NULL OR act_kind(s.kind) IS NOT NULL OR a.kind = s.kind)
      -- "juristi ametijuhend": where it is certain which annex that is.
      AND (s.scope <> 'approved' OR s.item_title IS NULL OR EXISTS (
          SELECT 1 FROM ending_sentences AS n WHERE n.effect_id = s.effect_id AND n.revoked_annex_id = a.annex_id AND n.open_reason IS NULL))
    UNION ALL
    SELECT effect_id, NULL, NULL, NULL FROM suspending WHERE scope = 'act' AND coalesce(len(annexes), 0) = 0 AND NOT is_every_annex
),
-- A sentence that puts points, or a part that is told in words, into force again ends no suspension (finding reinstated_in_part).
reinstating AS (
    SELECT e.effect_id, e.affected_directive_id, coalesce(e.effective_on, s.in_force_from) AS again_from, e.annexes, e.except_annexes,
           e.scope = 'act' AND coalesce(len(e.annexes), 0) = 0 AND NOT e.is_every_annex AS is_of_act,
           CASE WHEN e.scope = 'approved' AND act_kind(e.kind) IS NULL THEN e.kind END AS kind, k.known_from_on, k.known_until_on
    FROM spoken_effects AS e
    JOIN effect_knowledge AS k ON k.effect_id = e.effect_id
    LEFT JOIN directive_starts AS s ON s.directive_id = e.directive_id
    WHERE e.effect = 'reinstate' AND e.doubt IS NULL AND e.affected_directive_id IS NOT NULL
      AND coalesce(len(e.points), 0) = 0 AND e.scope NOT IN ('points', 'part') AND e.limit_words IS NULL AND coalesce(len(e.except_points), 0) = 0
      AND (e.scope <> 'approved' OR e.item_title IS NULL)
      AND (e.effective_on IS NOT NULL OR coalesce(e.date_basis, '') <> 'condition')
      AND NOT coalesce(s.is_draft, false)
),
ended AS (
    SELECT s.effect_id, o.annex_id, r.again_from, r.effect_id AS reinstated_by, r.known_from_on, r.known_until_on
    FROM suspending AS s
    JOIN objects AS o ON o.effect_id = s.effect_id
    JOIN reinstating AS r ON r.affected_directive_id = s.affected_directive_id
        AND (r.is_of_act OR o.annex_id IS NOT NULL)
        AND (coalesce(len(r.annexes), 0) = 0 OR says_annex(r.annexes, o.annex_number))
        AND NOT says_annex(r.except_annexes, o.annex_number)
        AND (r.kind IS NULL OR coalesce(o.kind = r.kind, false))
    WHERE r.again_from > s.suspended_from
),
said_days AS (
    SELECT effect_id, annex_id, NULL::DATE AS said_from FROM objects
    UNION SELECT effect_id, annex_id, known_from_on FROM ended
    UNION SELECT effect_id, annex_id, known_until_on FROM ended WHERE known_until_on IS NOT NULL
),
said AS (
    SELECT *, lead(said_from) OVER (PARTITION BY effect_id, annex_id ORDER BY said_from NULLS FIRST) AS said_until FROM said_days
),
known AS (
    SELECT d.effect_id, d.annex_id, d.said_from, d.said_until,
           min(struct_pack(again_from := e.again_from, effect_id := e.reinstated_by)) FILTER (e.effect_id IS NOT NULL) AS reinstated
    FROM said AS d
    LEFT JOIN ended AS e ON e.effect_id = d.effect_id AND e.annex_id IS NOT DISTINCT FROM d.annex_id
        AND e.known_from_on <= d.said_from AND d.said_from < coalesce(e.known_until_on, DATE '9999-12-31')
    GROUP BY ALL
)
SELECT
    s.effect_id || '/' || coalesce(split_part(e.annex_id, '#', -1), 'act') AS suspension_id,
    s.effect_id, s.directive_id AS suspending_directive_id, s.affected_directive_id AS directive_id, e.annex_id,
    s.suspended_from,
    CASE WHEN e.reinstated.again_from < coalesce(s.stated_until, DATE '9999-12-31') THEN e.reinstated.again_from
         ELSE s.stated_until END AS suspended_until,
    CASE WHEN e.reinstated.again_from < coalesce(s.stated_until, DATE '9999-12-31') THEN e.reinstated.effect_id END
        AS reinstated_by_effect_id,
    s.quote, s.evidence_id, s.known_from_on, s.unlisted_on, e.said_from, e.said_until
FROM suspending AS s
JOIN known AS e ON e.effect_id = s.effect_id
WHERE s.suspended_from IS NOT NULL
ORDER BY suspension_id

-- publish: no
-- note: What extends, or may extend, the validity of an act (annex_id NULL) or of an annex past the day on which it says that it expires.
-- lasts_until: the first day no longer in force as the sentence has it; NULL where it names none. fails_from: the day from which the extending
-- act itself may not be in force. open_reason: why it extends nothing for certain; NULL where it does, once given in time.
-- is_for_all: it speaks of the whole act and names no annexes.
-- together: directive_id
-- keyed: yes
-- reads: reference_resolutions AS r by unnest(candidates)
-- reads: spoken_effects AS e by effect_id of r: reference_id
-- reads: spoken_effects AS o by directive_id
-- reads: spoken_effects AS m by affected_directive_id
-- reads: effect_points by effect_id of o: effect_id
-- reads: failing_acts by directive_id of e: directive_id
-- reads: renumberings by directive_id
-- reads: effect_knowledge AS k by effect_id of e: effect_id
-- reads: effect_knowledge AS l by effect_id of o: effect_id
-- reads: effect_knowledge AS q by effect_id of m: effect_id
-- reads: directive_identity by directive_id of e: directive_id
-- reads: directive_starts AS s by directive_id of e: directive_id
-- reads: directive_starts AS t by directive_id of m: directive_id
-- reads: directive_starts AS u by directive_id
-- reads: directive_identity AS j by directive_id
-- reads: failing_acts AS g by directive_id
-- reads: annex_identity by directive_id
-- reads: withdrawn_endings by directive_id
WITH aimed AS (
    SELECT e.*, c.directive_id AS target_id, len(r.candidates) > 1 AS is_ambiguous
    FROM spoken_effects AS e
    JOIN reference_resolutions AS r ON r.reference_id = e.effect_id, LATERAL (SELECT unnest(r.candidates) AS directive_id) AS c
    WHERE e.effect = 'extend' AND NOT e.is_own
    UNION ALL
    SELECT e.*, e.directive_id, false FROM spoken_effects AS e
    WHERE e.effect = 'extend' AND e.is_own AND e.directive_id IS NOT NULL
),
-- Numbers that a later act changed may mean other annexes.
renumbered AS (
    SELECT DISTINCT a.effect_id, r.directive_id
    FROM aimed AS a
    JOIN renumberings AS r ON r.directive_id = a.target_id
    LEFT JOIN directive_starts AS s ON s.directive_id = a.directive_id
    WHERE len(a.annexes) > 0 AND r.renumbering_directive_id IS DISTINCT FROM a.directive_id AND coalesce(s.earliest_on >= r.renumbered_on, true)
),
said AS (
    SELECT
        a.target_id AS directive_id, a.effect_id, coalesce(a.directive_id, a.document_id) AS extended_by, a.annexes, a.except_annexes,
        a.until_on + 1 AS lasts_until, s.earliest_on AS ordered_on, greatest(s.in_force_from, a.effective_on) AS begins_on,
        f.fails_from, a.unlisted_on, k.known_from_on, k.known_until_on,
        CASE WHEN a.scope = 'approved' AND act_kind(a.kind) IS NULL THEN a.kind END AS kind,
        coalesce(len(a.annexes), 0) > 0 AS is_listed, r.directive_id IS NOT NULL AS is_renumbered,
        a.scope = 'act' AND coalesce(len(a.annexes), 0) = 0 AND NOT a.is_every_annex AS is_for_all,
        CASE WHEN a.doubt IS NOT NULL THEN 'doubt'
             WHEN a.is_ambiguous THEN 'ambiguous'
             WHEN a.is_own OR s.in_force_from IS NULL THEN 'unknown'
             WHEN a.scope IN ('points', 'part') OR len(a.points) > 0 OR len(a.except_points) > 0 OR a.limit_words IS NOT NULL
                 OR (a.scope = 'approved' AND a.item_title IS NOT NULL) OR r.directive_id IS NOT NULL THEN 'part'
             WHEN a.until_on IS NULL OR a.date_basis = 'condition' THEN 'condition' END AS open_reason
    FROM aimed AS a
    JOIN effect_knowledge AS k ON k.effect_id = a.effect_id
    LEFT JOIN directive_starts AS s ON s.directive_id = a.directive_id
    LEFT JOIN directive_identity AS i ON i.directive_id = a.directive_id
    LEFT JOIN (SELECT directive_id, min(fails_from) AS fails_from FROM failing_acts WHERE known_until_on IS NULL GROUP BY 1) AS f ON f.directive_id = a.directive_id
    LEFT JOIN renumbered AS r ON r.effect_id = a.effect_id AND r.directive_id = a.target_id
    WHERE coalesce(i.status, '') <> 'draft'
),
-- The point that says when the act expires gets new words: which day they name is not read.
amended AS (
    SELECT DISTINCT m.affected_directive_id AS directive_id, z.annexes, z.is_every_annex, m.effect_id, m.directive_id AS extended_by, s.earliest_on AS ordered_on,
           coalesce(m.effective_on, s.in_force_from, s.earliest_on) AS begins_on, m.unlisted_on, k.known_from_on, k.known_until_on
    FROM spoken_effects AS m
    JOIN effect_knowledge AS k ON k.effect_id = m.effect_id
    JOIN spoken_effects AS z ON z.directive_id = m.affected_directive_id AND z.is_own AND z.effect = 'revoke' AND z.date_rule = 'expiry'
    JOIN effect_points AS o ON o.effect_id = z.effect_id
    LEFT JOIN directive_starts AS s ON s.directive_id = m.directive_id
    WHERE m.effect IN ('amend', 'correct') AND NOT m.is_own AND coalesce(len(m.annexes), 0) = 0 AND NOT coalesce(s.is_draft, false)
      AND list_contains(list_transform(m.points, lambda one: point_number(one)), o.point)
      AND coalesce(coalesce(m.effective_on, s.earliest_on) < z.effective_on, true)
)
SELECT x.directive_id, a.annex_id, x.effect_id, x.extended_by, x.is_for_all, x.lasts_until, x.ordered_on, x.begins_on, x.fails_from,
       coalesce(x.open_reason, CASE WHEN x.kind IS NOT NULL AND a.kind IS NULL THEN 'kind_unknown' END) AS open_reason,
       x.unlisted_on, x.known_from_on, x.known_until_on
FROM said AS x
JOIN annex_identity AS a ON a.directive_id = x.directive_id
WHERE NOT says_annex(x.except_annexes, a.annex_number)
  AND (NOT x.is_listed OR says_annex(x.annexes, a.annex_number)
       OR x.is_renumbered AND a.annex_number IN (SELECT r.annex_number FROM renumberings AS r WHERE r.directive_id = x.directive_id))
  AND coalesce(a.kind = x.kind, true)
UNION ALL
-- An act lasts as long as its longest annex.
SELECT directive_id, NULL, effect_id, extended_by, is_for_all, lasts_until, ordered_on, begins_on, fails_from, open_reason, unlisted_on, known_from_on,
       known_until_on
FROM said
UNION ALL
SELECT w.directive_id, t.annex_id, NULL, w.document_id, false, NULL, NULL, NULL, NULL, 'withdrawn', NULL, min(w.known_from_on), NULL
FROM withdrawn_endings AS w, LATERAL (SELECT w.annex_id UNION SELECT NULL) AS t (annex_id)
WHERE w.effect = 'extend' GROUP BY ALL
UNION ALL
SELECT x.directive_id, a.annex_id, x.effect_id, x.extended_by, false, NULL, x.ordered_on, x.begins_on, NULL, 'amended', x.unlisted_on, x.known_from_on, x.known_until_on
FROM amended AS x JOIN annex_identity AS a ON a.directive_id = x.directive_id
WHERE coalesce(len(x.annexes), 0) = 0 OR says_annex(x.annexes, a.annex_number)
UNION ALL
SELECT directive_id, NULL, effect_id, extended_by, false, NULL, ordered_on, begins_on, NULL, 'amended', unlisted_on, known_from_on, known_until_on
FROM amended WHERE coalesce(len(annexes), 0) = 0 AND NOT is_every_annex

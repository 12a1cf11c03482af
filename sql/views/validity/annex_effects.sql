-- publish: no
-- note: Which annexes of its own act an approving, commencing or applying effect is about.
-- together: annex_id
-- reads: annex_identity AS a by annex_id
-- reads: spoken_effects AS e by directive_id of a: directive_id
-- reads: effect_points by effect_id of e: effect_id
WITH own AS (
    SELECT * FROM spoken_effects WHERE effect IN ('approve', 'commence', 'apply') AND is_own AND directive_id IS NOT NULL
),
-- By number, by "all annexes", by kind of what was approved, by "attached"; a whole act is about all of them.
direct AS (
    SELECT e.effect_id, a.annex_id
    FROM own AS e
    JOIN annex_identity AS a ON a.directive_id = e.directive_id
    WHERE (e.points IS NULL OR len(e.annexes) > 0)
      AND NOT says_annex(e.except_annexes, a.annex_number)
      AND CASE
              WHEN len(e.annexes) > 0 THEN says_annex(e.annexes, a.annex_number)
              WHEN e.is_every_annex THEN true
              WHEN e.scope = 'approved' THEN coalesce(e.kind = a.kind, true)
              WHEN e.scope = 'attached' AND e.effect = 'approve' THEN a.annex_number IS NULL
              WHEN e.scope = 'attached' THEN true
              ELSE e.effect <> 'approve'
          END
),
-- "… punktis 1 kinnitatud …": the annexes approved by that point or a point below it.
pointed AS (
    SELECT e.effect_id, point_number(p.point) AS point
    FROM own AS e, LATERAL (SELECT unnest(e.points) AS point) AS p
    WHERE e.effect <> 'approve' AND e.points IS NOT NULL AND coalesce(len(e.annexes), 0) = 0
),
by_point AS (
    SELECT DISTINCT p.effect_id, d.annex_id
    FROM pointed AS p
    JOIN own AS e ON e.effect_id = p.effect_id
    JOIN own AS approving ON approving.directive_id = e.directive_id AND approving.effect = 'approve'
    JOIN effect_points AS ep ON ep.effect_id = approving.effect_id
    JOIN direct AS d ON d.effect_id = approving.effect_id
    WHERE ep.point = p.point OR starts_with(ep.point, p.point || '.')
)
SELECT effect_id, annex_id FROM direct
UNION
SELECT effect_id, annex_id FROM by_point

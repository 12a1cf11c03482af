-- publish: no
-- note: Acts that end, or may end, or are suspended themselves, as sentences say it (of points, too), with the day: what they do to
-- other acts only later, they may not do.
-- together: directive_id
-- keyed: yes
-- reads: spoken_effects AS n by affected_directive_id
-- reads: effect_knowledge by effect_id of n: effect_id
-- reads: directive_starts by directive_id of n: directive_id
SELECT n.affected_directive_id AS directive_id, n.effect_id, coalesce(n.effective_on, s.in_force_from, s.earliest_on, DATE '0001-01-01') AS fails_from,
       k.known_from_on, k.known_until_on
FROM spoken_effects AS n
JOIN effect_knowledge AS k ON k.effect_id = n.effect_id
LEFT JOIN directive_starts AS s ON s.directive_id = n.directive_id
WHERE n.effect IN ('revoke', 'suspend') AND n.scope NOT IN ('annexes', 'approved') AND n.affected_directive_id IS NOT NULL
  AND NOT coalesce(s.is_draft, false)

-- publish: no
-- note: What determines the day on which an annex enters into force and applies, each with the day it became known: days stated for
-- the annex itself, and what its directive said from one day to another. known_until_on: the day on which it became
-- known otherwise, or was no longer known; NULL: to this day.
-- together: annex_id
-- reads: annex_identity AS a by annex_id
-- reads: annex_effects AS x by annex_id
-- reads: spoken_effects AS e by effect_id of x: effect_id
-- reads: effect_knowledge by effect_id of x: effect_id
-- reads: directive_identity by directive_id of e: directive_id
-- reads: directive_start_knowledge by directive_id of a: directive_id
-- reads: ruled_starts by effect_id of x: effect_id
WITH stated AS (
    SELECT
        x.annex_id, e.effect_id, k.known_until_on,
        greatest(k.known_from_on, CASE WHEN e.effective_on IS NULL AND e.date_rule = 'signing' THEN d.signed_known_on END) AS known_on,
        CASE WHEN e.doubt IS NULL THEN coalesce(e.effective_on, CASE WHEN e.date_rule = 'signing' THEN d.signed_on END) END AS starts_on,
        e.doubt IS NULL AND e.effective_on IS NOT NULL AND coalesce(e.date_basis, 'stated') <> 'clause' AS is_stated
    FROM annex_effects AS x
    JOIN spoken_effects AS e ON e.effect_id = x.effect_id
    JOIN effect_knowledge AS k ON k.effect_id = x.effect_id
    JOIN directive_identity AS d ON d.directive_id = e.directive_id
    WHERE NOT e.is_retroactive
      AND (e.effect = 'approve'
           OR (e.effect = 'commence' AND (len(e.annexes) > 0 OR e.is_every_annex OR e.points IS NOT NULL OR e.scope = 'approved')))
      AND (e.effective_on IS NOT NULL OR e.date_basis IS NOT NULL OR e.doubt IS NOT NULL)
)
SELECT annex_id, known_on, known_until_on, struct_pack(has_no_day := starts_on IS NULL, effect_id := effect_id) AS stated, starts_on, is_stated,
       NULL::DATE AS applied_from,
       NULL::STRUCT(in_force_from DATE, basis VARCHAR, effect_id VARCHAR, applied_from DATE, is_draft BOOLEAN, read_basis VARCHAR, ruling_id VARCHAR) AS directive,
       NULL::STRUCT(counts_from_on DATE, ruling_id VARCHAR, starts_on DATE, effect_id VARCHAR) AS ruled
FROM stated
WHERE coalesce(known_on < known_until_on, true)
UNION ALL
SELECT x.annex_id, k.known_from_on, k.known_until_on, NULL, NULL, NULL, e.effective_on, NULL, NULL
FROM annex_effects AS x
JOIN spoken_effects AS e ON e.effect_id = x.effect_id
JOIN effect_knowledge AS k ON k.effect_id = x.effect_id
WHERE e.effective_on IS NOT NULL AND e.doubt IS NULL AND (e.effect = 'apply' OR (e.effect IN ('approve', 'commence') AND e.is_retroactive))
UNION ALL
SELECT a.annex_id, d.known_on, d.known_until_on, NULL, NULL, NULL, NULL,
       struct_pack(in_force_from := d.in_force_from, basis := d.in_force_from_basis, effect_id := d.in_force_from_effect_id,
                   applied_from := d.applied_from, is_draft := d.is_draft, read_basis := d.read_basis,
                   ruling_id := d.in_force_from_ruling_id), NULL
FROM annex_identity AS a
JOIN directive_start_knowledge AS d ON d.directive_id = a.directive_id
-- What was no longer said when the annex became known has no influence.
WHERE coalesce(d.known_until_on > a.known_from_on, true)
UNION ALL
SELECT x.annex_id, greatest(r.known_from_on, r.counts_from_on), NULL, NULL, NULL, NULL, NULL, NULL,
       struct_pack(counts_from_on := r.counts_from_on, ruling_id := r.ruling_id, starts_on := r.starts_on, effect_id := r.effect_id)
FROM annex_effects AS x
JOIN ruled_starts AS r ON r.effect_id = x.effect_id AND NOT r.is_of_act

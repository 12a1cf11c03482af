-- publish: no
-- note: The sentence of its own directive that approves each annex. The one that names the fewest annexes is the most specific to it.
-- together: annex_id
-- reads: annex_identity AS a by annex_id
-- reads: effects by directive_id of a: directive_id
SELECT a.annex_id, arg_min(e.effect_id, (coalesce(len(e.annexes), 1000), e.effect_id)) AS effect_id
FROM annex_identity AS a
JOIN effects AS e ON e.directive_id = a.directive_id AND e.effect = 'approve' AND e.is_own
WHERE says_annex(e.annexes, a.annex_number) OR e.is_every_annex
   OR (e.scope = 'attached' AND a.annex_number IS NULL)
GROUP BY 1

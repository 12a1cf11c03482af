-- publish: no
-- note: Annexes that a later act gives another number, which is not read: a number in a sentence that comes after it may mean another annex.
-- together: directive_id
-- keyed: yes
-- reads: spoken_effects AS e by affected_directive_id
-- reads: directive_starts by directive_id of e: directive_id
-- reads: annex_identity by directive_id
SELECT DISTINCT e.affected_directive_id AS directive_id, a.annex_number, e.effect_id, e.directive_id AS renumbering_directive_id,
       coalesce(e.effective_on, s.in_force_from, s.earliest_on, DATE '0001-01-01') AS renumbered_on
FROM spoken_effects AS e
JOIN annex_identity AS a ON a.directive_id = e.affected_directive_id
    AND a.annex_number IS NOT NULL AND (e.is_every_annex OR says_annex(e.annexes, a.annex_number)) AND NOT says_annex(e.except_annexes, a.annex_number)
LEFT JOIN directive_starts AS s ON s.directive_id = e.directive_id
WHERE e.effect = 'renumber' AND coalesce(len(e.points), 0) = 0 AND e.unlisted_on IS NULL AND NOT coalesce(s.is_draft, false)

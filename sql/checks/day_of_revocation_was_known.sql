-- checks: The act that sets the day of a revocation was known to begin on that day when the revocation became known (otherwise
-- the second clock gives today's day for it).
-- level: warn
SELECT r.revocation_id, r.revoking_directive_id, r.effective_on, r.known_from_on, e.known_from_on AS start_known_from_on
FROM revocations AS r
JOIN directives AS d ON d.directive_id = r.revoking_directive_id AND d.in_force_from = r.effective_on
JOIN effects AS own ON own.effect_id = r.effect_id AND own.effective_on IS NULL
JOIN effects AS e ON e.effect_id = d.in_force_from_effect_id
WHERE e.known_from_on > r.known_from_on

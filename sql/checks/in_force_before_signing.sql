-- checks: Nothing enters into force before it is signed, unless its text states the day.
-- level: error
SELECT d.directive_id, NULL AS annex_id, d.signed_on, d.in_force_from, d.in_force_from_basis FROM directives AS d
WHERE d.in_force_from < d.signed_on AND d.in_force_from_basis NOT IN ('stated', 'clause')
UNION ALL
SELECT a.directive_id, a.annex_id, d.signed_on, a.in_force_from, a.in_force_from_basis
FROM annexes AS a JOIN directives AS d ON d.directive_id = a.directive_id
WHERE a.in_force_from < d.signed_on AND a.in_force_from_basis NOT IN ('stated', 'clause')

-- checks: No annex outlives its directive, unless it was excepted or is in doubt by then.
-- level: error
SELECT a.annex_id, a.in_force_until, d.in_force_until AS directive_until
FROM annexes AS a
JOIN directives AS d ON d.directive_id = a.directive_id
JOIN revocations AS r ON r.revocation_id = d.ended_by_revocation_id
WHERE a.unlisted_on IS NULL AND d.in_force_until IS NOT NULL AND least(coalesce(a.in_force_until, DATE '9999-12-31'), coalesce(a.undecided_from, DATE '9999-12-31')) > d.in_force_until
  AND NOT coalesce(list_contains(r.except_annexes, a.annex_number), false)

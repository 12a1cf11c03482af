-- checks: Every open day has a reason, and every decided day has its own basis.
-- level: error
SELECT 'directives' AS kind, directive_id AS id, in_force_from, in_force_from_basis FROM directives
WHERE (in_force_from IS NULL) <> (in_force_from_basis IN ('condition', 'unknown'))
UNION ALL
SELECT 'annexes', annex_id, in_force_from, in_force_from_basis FROM annexes
WHERE (in_force_from IS NULL) <> (in_force_from_basis IN ('condition', 'unknown', 'unlisted'))
   OR (unlisted_on IS NULL) = (in_force_from_basis = 'unlisted')

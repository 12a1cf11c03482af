-- checks: What rests on a ruling names it, and the ruling counts.
-- level: error
SELECT 'annexes' AS kind, annex_id AS id, in_force_from_ruling_id, in_force_until_ruling_id, decided_by FROM annexes
WHERE (in_force_from_basis = 'ruling') <> (in_force_from_ruling_id IS NOT NULL)
   OR (in_force_until_basis = 'ruling' AND in_force_until_ruling_id IS NULL)
   OR (in_force_from_ruling_id IS NOT NULL OR in_force_until_ruling_id IS NOT NULL) <> (decided_by IS NOT NULL)
UNION ALL
SELECT 'directives', directive_id, in_force_from_ruling_id, in_force_until_ruling_id, decided_by FROM directives
WHERE (in_force_from_basis = 'ruling') <> (in_force_from_ruling_id IS NOT NULL)
   OR (in_force_until_basis = 'ruling' AND in_force_until_ruling_id IS NULL)
   OR (in_force_from_ruling_id IS NOT NULL OR in_force_until_ruling_id IS NOT NULL) <> (decided_by IS NOT NULL)
UNION ALL
SELECT 'endings', coalesce(n.annex_id, n.directive_id), NULL, n.ruling_id, n.decided_by FROM endings AS n
LEFT JOIN rulings AS r ON r.ruling_id = n.ruling_id
WHERE (n.basis = 'ruling' AND n.ruling_id IS NULL) OR (n.ruling_id IS NOT NULL AND r.state IS DISTINCT FROM 'applied')

-- checks: What ends before it begins was never in force; a person should see each.
-- level: warn
SELECT annex_id AS id, in_force_from, in_force_until FROM annexes WHERE in_force_until <= in_force_from
UNION ALL
SELECT directive_id, in_force_from, in_force_until FROM directives WHERE in_force_until <= in_force_from

-- checks: Nothing ends on or before its first day (it was never in force); a person should look at each.
-- level: warn
SELECT annex_id AS id, in_force_from, in_force_until FROM annexes WHERE in_force_until <= in_force_from
UNION ALL
SELECT directive_id, in_force_from, in_force_until FROM directives WHERE in_force_until <= in_force_from

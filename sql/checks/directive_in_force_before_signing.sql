-- checks: No clause sets a start before its own act was signed; a person should look at each.
-- level: warn
SELECT directive_id, signed_on, in_force_from, in_force_from_basis FROM directives WHERE in_force_from < signed_on

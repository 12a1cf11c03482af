-- checks: A clause that reaches back behind the signing of its own act wants a person's eye.
-- level: warn
SELECT directive_id, signed_on, in_force_from, in_force_from_basis FROM directives WHERE in_force_from < signed_on

-- checks: For every annex and directive it is known whether it is in force.
-- level: warn
SELECT directive_id, annex_id, undecided_from, reason FROM undecided

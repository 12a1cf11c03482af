-- checks: No day between two annexes of one position or subject is without an annex in force.
-- level: warn
SELECT chain_id, begins_on, ends_on, is_decided, annex_ids, next_annex_ids FROM chain_days WHERE coverage = 'gap'

-- checks: Between two annexes of one position or subject no day is without one.
-- level: warn
SELECT chain_id, begins_on, ends_on, is_decided, annex_ids, next_annex_ids FROM chain_days WHERE coverage = 'gap'

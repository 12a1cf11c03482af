-- checks: No position or subject has more annexes in force at once than one directive gives it.
-- level: warn
SELECT chain_id, begins_on, ends_on, is_decided, annex_ids FROM chain_days WHERE coverage = 'overlap'

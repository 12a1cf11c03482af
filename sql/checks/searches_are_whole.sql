-- checks: The last search of each day was not cut off by the register and gave as many rows as the register counted.
-- level: warn
SELECT register, begin_on, end_on, state, oldest_search_at FROM covered_days WHERE state IN ('capped', 'cut short')

-- checks: No day's last search was cut off by the register or gave fewer rows than it counted.
-- level: warn
SELECT register, begin_on, end_on, state, oldest_search_at FROM covered_days WHERE state IN ('capped', 'cut short')

-- answers: Which days of each register are proven complete, which are not, and why?
-- grain: register and period
-- oddities: Days after the last run are not listed. "searched too early" becomes "proven" without action once a run searches again.
-- $register: optional, only this register
-- $state: optional, only this state (proven, searched too early, cut short, capped, never searched)
SELECT register, begin_on, end_on, day_number, state, oldest_search_at FROM covered_days
WHERE ($register IS NULL OR register = CAST($register AS VARCHAR)) AND ($state IS NULL OR state = CAST($state AS VARCHAR))
ORDER BY register, begin_on

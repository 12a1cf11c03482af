-- table: Which days of each register are proven complete, which are not, and why: stretches of days of one state.
-- ledger: yes
-- register: register
-- begin_on: first day of the stretch
-- end_on: last day of the stretch (inclusive)
-- day_number: how many days it has
-- state: proven (the last search of it was whole and made late enough), searched too early (documents of these days
-- may still be published), cut short (fewer rows came than were counted), capped (the register cut the answer off),
-- never searched
-- oldest_search_at: the oldest of the last searches of its days (UTC); NULL where a day was never searched
-- key: register, begin_on
-- pair: register, begin_on
-- pair: register, end_on
WITH islands AS (
    SELECT *, on_day - CAST(row_number() OVER (PARTITION BY register, state ORDER BY on_day) AS INTEGER) AS island FROM day_states
)
SELECT
    register, min(on_day) AS begin_on, max(on_day) AS end_on, CAST(count(*) AS INTEGER) AS day_number, state,
    CASE WHEN state <> 'never searched' THEN min(searched_at) END AS oldest_search_at
FROM islands GROUP BY register, state, island
ORDER BY register, begin_on

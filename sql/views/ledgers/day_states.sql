-- publish: no
-- ledger: yes
-- note: Each day of each register with the reason why it is not proven, by each of its searches the worst. The night's
-- plan runs this very SELECT over the working file, so that it names no macro of the published one.
WITH searches AS (
    SELECT register, proof_after_days, since_on, until_on, unnest(searches) AS search FROM base.register_plans
),
planned AS (
    SELECT register, proof_after_days, search, CAST(unnest(generate_series(since_on, until_on, INTERVAL 1 DAY)) AS DATE) AS on_day
    FROM searches
),
painted AS (
    SELECT
        register, search, expected_number, seen_number, is_capped, searched_at,
        CAST(unnest(generate_series(begin_on, end_on, INTERVAL 1 DAY)) AS DATE) AS on_day
    FROM base.searched_days
),
last_painted AS (
    SELECT * FROM painted
    QUALIFY row_number() OVER (PARTITION BY register, search, on_day ORDER BY searched_at DESC, is_capped DESC, seen_number, expected_number DESC) = 1
),
judged AS (
    SELECT
        p.register, p.on_day, l.searched_at,
        CASE
            WHEN l.searched_at IS NULL THEN 1
            WHEN l.is_capped THEN 2
            WHEN l.seen_number < l.expected_number THEN 3
            WHEN CAST(timezone('Europe/Tallinn', l.searched_at) AS DATE) < p.on_day + p.proof_after_days THEN 4
            ELSE 5
        END AS rank
    FROM planned AS p
    LEFT JOIN last_painted AS l ON l.register = p.register AND l.search = p.search AND l.on_day = p.on_day
)
SELECT
    register, on_day,
    ['never searched', 'capped', 'cut short', 'searched too early', 'proven'][min(rank)] AS state,
    min(searched_at) AS searched_at
FROM judged GROUP BY register, on_day

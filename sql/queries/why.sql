-- answers: Why is an annex in force on a day, or why not, step by step with the evidence?
-- grain: step, in order; the last step is the answer
-- oddities: rule names the rule behind the step, bears says whether the answer depends on it; "on" is NULL where a day is open.
-- $annex_id: optional, the annex; otherwise give directive_id and annex
-- $directive_id: optional, its directive
-- $annex: optional, its number in that directive; not needed where the directive has one annex
-- $day: optional, default today
WITH wanted AS (
    SELECT a.annex_id
    FROM annexes AS a
    WHERE CASE WHEN $annex_id IS NOT NULL THEN a.annex_id = CAST($annex_id AS VARCHAR)
               ELSE a.directive_id = CAST($directive_id AS VARCHAR)
                    AND ($annex IS NULL OR lower(trim(CAST($annex AS VARCHAR))) IN (a.annex_number, split_part(a.annex_id, '#', -1))) END
    -- Without a number the question would be about all annexes of the directive; in_force and history answer that.
    QUALIFY $annex_id IS NOT NULL OR $annex IS NOT NULL OR count(*) OVER () = 1
)
SELECT * FROM annex_steps_on((SELECT annex_id FROM wanted), coalesce(CAST($day AS DATE), current_date))
UNION ALL
SELECT 1, NULL, 'answer', 'not_held', coalesce(CAST($day AS DATE), current_date),
       'no such annex is held, or the question does not name one: give annex_id, or directive_id and annex', true, NULL, NULL, NULL, NULL, NULL, NULL, NULL
WHERE NOT EXISTS (SELECT 1 FROM wanted)
ORDER BY ordinal

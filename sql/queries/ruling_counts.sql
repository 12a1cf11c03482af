-- answers: How many rulings are there in each state?
-- grain: state
-- oddities: None.
SELECT state, CAST(count(*) AS INTEGER) AS ruling_number FROM rulings GROUP BY 1 ORDER BY 1

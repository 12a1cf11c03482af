-- answers: How many findings of each kind are there?
-- grain: level and code
SELECT level, code, count(*) AS finding_number, count(DISTINCT document_id) AS document_number
FROM findings GROUP BY ALL ORDER BY level, code

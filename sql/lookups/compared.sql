-- answers: What is compared of two job descriptions: the fields in which they differ, and the duties of both?
-- grain: one row
-- $old_id: job description
-- $new_id: the other one
WITH listed AS (
    SELECT position_id,
           list(struct_pack(number := number, words := duty_wording(duty, outcomes), evidence_id := evidence_id) ORDER BY ordinal) AS duties
    FROM duties WHERE position_id IN (CAST($old_id AS VARCHAR), CAST($new_id AS VARCHAR)) GROUP BY 1
),
languages AS (
    SELECT position_id, string_agg(concat_ws(' ', language, level), ', ' ORDER BY ordinal) AS words
    FROM language_requirements WHERE position_id IN (CAST($old_id AS VARCHAR), CAST($new_id AS VARCHAR)) GROUP BY 1
),
places AS (
    SELECT position_id, map_from_entries(list(struct_pack(field := field, evidence_id := evidence_id))) AS evidence_ids
    FROM position_fields WHERE position_id IN (CAST($old_id AS VARCHAR), CAST($new_id AS VARCHAR)) GROUP BY 1
)
SELECT
    wording_differences(o, n, x.words, y.words) AS fields, l.duties AS old_duties, m.duties AS new_duties,
    p.evidence_ids AS old_evidence_ids, q.evidence_ids AS new_evidence_ids
FROM positions AS o
JOIN positions AS n ON n.position_id = CAST($new_id AS VARCHAR)
LEFT JOIN listed AS l ON l.position_id = o.position_id
LEFT JOIN listed AS m ON m.position_id = n.position_id
LEFT JOIN languages AS x ON x.position_id = o.position_id
LEFT JOIN languages AS y ON y.position_id = n.position_id
LEFT JOIN places AS p ON p.position_id = o.position_id
LEFT JOIN places AS q ON q.position_id = n.position_id
WHERE o.position_id = CAST($old_id AS VARCHAR)

-- publish: no
-- compared: yes
-- note: What of two neighbouring versions is compared, word by word in warehouse/publish/comparing.py; the table has the changes.
WITH pairs AS (
    SELECT n.annex_id, n.position_id, o.position_id AS previous_position_id
    FROM position_versions AS n
    JOIN position_versions AS o ON o.annex_id = n.previous_annex_id
    WHERE n.position_id IS NOT NULL AND o.position_id IS NOT NULL
),
compared AS (SELECT position_id FROM pairs UNION SELECT previous_position_id FROM pairs),
-- Lists are sorted once they are whole: an aggregate with ORDER BY takes four times as long.
listed AS (
    SELECT d.position_id,
           list_sort(list(struct_pack(ordinal := d.ordinal, number := d.number, words := duty_wording(d.duty, d.outcomes)))) AS duties
    FROM duties AS d SEMI JOIN compared AS c ON c.position_id = d.position_id
    GROUP BY d.position_id
),
languages AS (
    SELECT position_id,
           array_to_string(list_transform(
               list_sort(list(struct_pack(ordinal := ordinal, words := concat_ws(' ', language, level)))), lambda l: l.words), ', ') AS words
    FROM language_requirements GROUP BY 1
),
both_wordings AS (
    SELECT p.annex_id, l.duties AS old_duties, m.duties AS new_duties, wording_differences(o, n, x.words, y.words) AS fields
    FROM pairs AS p
    JOIN positions AS o ON o.position_id = p.previous_position_id
    JOIN positions AS n ON n.position_id = p.position_id
    LEFT JOIN listed AS l ON l.position_id = p.previous_position_id
    LEFT JOIN listed AS m ON m.position_id = p.position_id
    LEFT JOIN languages AS x ON x.position_id = p.previous_position_id
    LEFT JOIN languages AS y ON y.position_id = p.position_id
)
SELECT * FROM both_wordings WHERE old_duties IS DISTINCT FROM new_duties OR len(fields) > 0

-- publish: no
-- compared: version_pairs
-- note: What of two neighbouring versions is compared, word by word in warehouse/publish/comparing.py, for one part of the pairs
-- (variable part); the table has the changes of all.
WITH pairs AS MATERIALIZED (
    SELECT annex_id, position_id, previous_position_id FROM version_pairs WHERE part = getvariable('part')
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
    SELECT r.position_id,
           array_to_string(list_transform(
               list_sort(list(struct_pack(ordinal := r.ordinal, words := concat_ws(' ', r.language, r.level)))), lambda l: l.words), ', ') AS words
    FROM language_requirements AS r SEMI JOIN compared AS c ON c.position_id = r.position_id
    GROUP BY 1
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

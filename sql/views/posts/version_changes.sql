-- publish: no
-- compared: version_pairs
-- note: What of two neighbouring versions is compared, word by word in warehouse/publish/comparing.py, for one part of the pairs
-- (variable part); the table has the changes of all. Duties that both begin or end with are no change and are left out here: most
-- versions differ in few duties.
-- together: annex_id
-- reads: version_pairs AS p by annex_id
-- reads: positions by position_id of p: position_id
-- reads: positions AS o by position_id of p: previous_position_id
-- reads: duties by position_id of p: position_id
-- reads: duties AS od by position_id of p: previous_position_id
-- reads: language_requirements by position_id of p: position_id
-- reads: language_requirements AS ol by position_id of p: previous_position_id
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
worded AS (SELECT position_id, duties, list_transform(duties, lambda one: one.words) AS words FROM listed),
languages AS (
    SELECT r.position_id,
           array_to_string(list_transform(
               list_sort(list(struct_pack(ordinal := r.ordinal, words := concat_ws(' ', r.language, r.level)))), lambda l: l.words), ', ') AS words
    FROM language_requirements AS r SEMI JOIN compared AS c ON c.position_id = r.position_id
    GROUP BY 1
),
both_fields AS (
    SELECT p.annex_id, wording_differences(o, n, x.words, y.words) AS fields
    FROM pairs AS p
    JOIN positions AS o ON o.position_id = p.previous_position_id
    JOIN positions AS n ON n.position_id = p.position_id
    LEFT JOIN languages AS x ON x.position_id = p.previous_position_id
    LEFT JOIN languages AS y ON y.position_id = p.position_id
),
both_duties AS (
    SELECT p.annex_id, coalesce(o.duties, []) AS old_duties, coalesce(n.duties, []) AS new_duties,
           coalesce(o.words, []) AS old_words, coalesce(n.words, []) AS new_words
    FROM pairs AS p
    LEFT JOIN worded AS o ON o.position_id = p.previous_position_id
    LEFT JOIN worded AS n ON n.position_id = p.position_id
    WHERE o.words IS DISTINCT FROM n.words
),
-- Of lists that are not the same, list_zip has a pair that differs.
same_heads AS (
    SELECT *, list_position(list_transform(list_zip(old_words, new_words), lambda z: z[1] IS NOT DISTINCT FROM z[2]), false) - 1 AS head,
           list_position(list_transform(list_zip(list_reverse(old_words), list_reverse(new_words)), lambda z: z[1] IS NOT DISTINCT FROM z[2]), false) - 1 AS tail
    FROM both_duties
),
same_ends AS (
    SELECT * REPLACE (least(tail, len(old_words) - head, len(new_words) - head) AS tail) FROM same_heads
),
-- One wording that stands several times is paired from the top: an end that has one of what differs is compared with it.
differing AS (
    SELECT *, CASE WHEN list_has_any(list_slice(old_words, -tail, -1), list_slice(old_words, head + 1, len(old_words) - tail))
                     OR list_has_any(list_slice(old_words, -tail, -1), list_slice(new_words, head + 1, len(new_words) - tail)) THEN 0 ELSE tail END AS left_out
    FROM same_ends
)
SELECT f.annex_id, f.fields, list_slice(d.old_duties, d.head + 1, len(d.old_duties) - d.left_out) AS old_duties,
       list_slice(d.new_duties, d.head + 1, len(d.new_duties) - d.left_out) AS new_duties
FROM both_fields AS f
LEFT JOIN differing AS d ON d.annex_id = f.annex_id
WHERE d.annex_id IS NOT NULL OR len(f.fields) > 0

-- publish: no
-- note: Rests of job descriptions with the description they go on with. A rest counts only where its annex goes over several
-- files, its first number follows the last of the file before, and no field stands in both. duties_before: duties in the
-- files before.
-- together: document_of(rest_position_id)
-- reads: annex_parts by document_of(document_id)
-- reads: rest_links by document_of(document_id)
-- reads: base.positions by document_of(document_id)
-- reads: base.duties by document_of(root_file_id)
-- reads: base.position_fields by document_of(root_file_id)
WITH placed AS (
    SELECT p.position_id, p.file_id, p.layout, a.first_part_id, a.piece,
           (SELECT count(*) FROM base.duties AS d WHERE d.position_id = p.position_id) AS duty_number,
           (SELECT list(f.field) FROM base.position_fields AS f WHERE f.position_id = p.position_id) AS fields
    FROM annex_parts AS a
    JOIN base.positions AS p ON p.file_id = a.file_id AND p.span_start >= a.span_start AND p.span_end <= a.span_end
    WHERE a.first_part_id IN (SELECT first_part_id FROM annex_parts WHERE piece > 1)
),
heads AS (
    SELECT first_part_id, min(position_id) AS position_id FROM placed
    WHERE piece = 1 AND layout IS DISTINCT FROM 'continuation' GROUP BY 1 HAVING count(*) = 1
),
rests AS (
    SELECT r.position_id AS rest_position_id, h.position_id, r.file_id, r.first_part_id, r.piece,
           (SELECT sum(b.duty_number) FROM placed AS b WHERE b.first_part_id = r.first_part_id AND b.piece < r.piece) AS duties_before,
           EXISTS (
               SELECT 1 FROM rest_links AS l JOIN annex_parts AS b ON b.file_id = l.before_file_id
               WHERE l.position_id = r.position_id AND b.first_part_id = r.first_part_id AND b.piece = r.piece - 1
           ) AND NOT EXISTS (
               SELECT 1 FROM placed AS b
               WHERE b.first_part_id = r.first_part_id AND b.piece < r.piece AND len(list_intersect(b.fields, r.fields)) > 0
           ) AS follows
    FROM placed AS r JOIN heads AS h ON h.first_part_id = r.first_part_id
    WHERE r.piece > 1 AND r.layout = 'continuation'
)
SELECT rest_position_id, position_id, file_id, piece, CAST(duties_before AS INTEGER) AS duties_before
FROM rests QUALIFY bool_and(follows) OVER (PARTITION BY first_part_id ORDER BY piece)

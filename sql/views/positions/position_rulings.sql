-- publish: no
-- note: Fields of job descriptions that rulings decide, duties apart. What is ruled of a rest stands under the description that
-- it goes on; of several rulings the first counts.
SELECT coalesce(r.position_id, f.position_id) AS position_id, f.* EXCLUDE (position_id, ordinal)
FROM ruled_fields AS f
LEFT JOIN position_rests AS r ON r.rest_position_id = f.position_id
WHERE f.field <> 'duty'
QUALIFY row_number() OVER (PARTITION BY coalesce(r.position_id, f.position_id), f.field ORDER BY f.ruling_id, f.file_id, f.span_start, f.span_end, f.value) = 1

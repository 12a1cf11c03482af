-- table: Where the fields of positions stand.
-- position_id: position
-- field: field
-- basis: what the value rests on: label, table, sentence or heading; NULL where an earlier version read it
-- file_id: file the words stand in
-- quote: the words
-- span_start: first code point in the file's text, from 0
-- span_end: code point after the last
-- page_number: page, from 1
-- boxes: boxes of the words, PDF points from the top left of the page as shown
-- evidence_id: name of this place, for `kehtiv show`
-- key: position_id, field
-- pair: position_id, field, quote
-- pair: position_id, field
-- pair: split_part(position_id, '#position', 1), field, quote
SELECT p.position_id, f.field, f.basis, coalesce(r.file_id, p.file_id) AS file_id, f.quote, f.span_start, f.span_end, f.page_number, f.boxes,
    evidence_id(coalesce(r.file_id, p.file_id), f.span_start, f.span_end) AS evidence_id
FROM base.position_fields AS f
LEFT JOIN position_rests AS r ON r.rest_position_id = f.position_id
JOIN positions AS p ON p.position_id = coalesce(r.position_id, f.position_id)

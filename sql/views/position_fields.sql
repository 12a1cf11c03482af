-- table: Where the fields of positions stand.
-- position_id: position
-- field: field
-- quote: the words
-- span_start: first code point in the file's text, from 0
-- span_end: code point after the last
-- page_number: page, from 1
-- boxes: boxes of the words, PDF points from the top left of the page as shown
-- evidence_id: name of this place, for `kehtiv show`
SELECT f.position_id, f.field, f.quote, f.span_start, f.span_end, f.page_number, f.boxes,
    evidence_id(p.file_id, f.span_start, f.span_end) AS evidence_id
FROM base.position_fields AS f JOIN positions AS p ON p.position_id = f.position_id

-- table: Where the fields of positions stand.
-- position_id: position
-- field: field
-- quote: the words
-- span_start: first code point in the file's text, from 0
-- span_end: code point after the last
-- page_number: page, from 1
SELECT f.position_id, f.field, f.quote, f.span_start, f.span_end, f.page_number
FROM base.position_fields AS f JOIN position_places AS l ON l.position_id = f.position_id

-- table: Where each field of a position was read.
-- position_id: position
-- field: field
-- basis: what the value rests on: label, table, sentence, heading or ruling (a person decided); NULL where an earlier version read it
-- file_id: file that contains the words
-- quote: the words
-- span_start: first code point in the file's text, from 0
-- span_end: code point after the last
-- page_number: page, from 1
-- boxes: boxes of the words, PDF points from the top left of the page as shown
-- evidence_id: name of this place, for `kehtiv show`
-- ruling_id: ruling that gives the value (table rulings); NULL where none does
-- decided_by: role or name of who ruled
-- decided_on: day (Estonia) of the ruling
-- because: the reason given; NULL where its document was withdrawn
-- key: position_id, field
-- pair: position_id, field, quote
-- pair: position_id, field
-- pair: split_part(position_id, '#position', 1), field, quote
-- together: document_of(position_id)
-- reads: base.position_fields by document_of(root_file_id)
-- reads: position_rulings by document_of(position_id)
-- reads: position_rests by document_of(rest_position_id)
-- reads: positions by document_of(document_id)
-- whole: base.rulings
WITH ruled AS (
    SELECT * REPLACE (CASE field WHEN 'title' THEN 'position' WHEN 'staff_group' THEN 'group' ELSE field END AS field)
    FROM position_rulings
),
found AS (
    SELECT p.position_id, f.field, f.basis, coalesce(r.file_id, p.file_id) AS file_id, f.quote, f.span_start, f.span_end, f.page_number,
           f.boxes, NULL::VARCHAR AS ruling_id
    FROM base.position_fields AS f
    LEFT JOIN position_rests AS r ON r.rest_position_id = f.position_id
    JOIN positions AS p ON p.position_id = coalesce(r.position_id, f.position_id)
    WHERE NOT EXISTS (SELECT 1 FROM ruled AS g WHERE g.position_id = p.position_id AND g.field = f.field)
    UNION ALL
    SELECT g.position_id, g.field, 'ruling', g.file_id, g.quote, g.span_start, g.span_end, g.page_number, g.boxes, g.ruling_id
    FROM ruled AS g SEMI JOIN positions AS p ON p.position_id = g.position_id
)
SELECT
    f.position_id, f.field, f.basis, f.file_id, f.quote, f.span_start, f.span_end, f.page_number, f.boxes,
    evidence_id(f.file_id, f.span_start, f.span_end) AS evidence_id, f.ruling_id, r.decided_by, r.decided_on, r.because
FROM found AS f
LEFT JOIN base.rulings AS r ON r.ruling_id = f.ruling_id

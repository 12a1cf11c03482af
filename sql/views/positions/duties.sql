-- table: Duties of positions with the outcomes expected.
-- position_id: position
-- ordinal: turn in the description
-- file_id: file that contains the words
-- number: number as printed; NULL where duties are not numbered
-- duty: duty; where a person ruled what it says, that
-- outcomes: outcomes expected
-- quote: the words
-- span_start: first code point in the file's text, from 0
-- span_end: code point after the last
-- page_number: page, from 1
-- boxes: boxes of the words, PDF points from the top left of the page as shown
-- evidence_id: name of this place, for `kehtiv show`
-- ruling_id: ruling that gives the duty (table rulings); NULL where none does
-- key: position_id, ordinal
-- pair: position_id, number, duty
-- pair: position_id, duty
-- pair: split_part(position_id, '#position', 1), number, duty
-- pair: position_id, span_start
-- pair: position_id, ordinal, number
-- together: document_of(position_id)
-- reads: base.duties by document_of(root_file_id)
-- reads: ruled_fields by document_of(position_id)
-- reads: position_rests by document_of(rest_position_id)
-- reads: positions by document_of(document_id)
SELECT p.position_id, d.ordinal + coalesce(r.duties_before, 0) AS ordinal, coalesce(r.file_id, p.file_id) AS file_id, d.number, coalesce(g.value, d.duty) AS duty, d.outcomes, d.quote, d.span_start, d.span_end, d.page_number, d.boxes,
    evidence_id(coalesce(r.file_id, p.file_id), d.span_start, d.span_end) AS evidence_id, g.ruling_id
FROM base.duties AS d
LEFT JOIN ruled_fields AS g ON g.position_id = d.position_id AND g.field = 'duty' AND g.ordinal = d.ordinal
LEFT JOIN position_rests AS r ON r.rest_position_id = d.position_id
JOIN positions AS p ON p.position_id = coalesce(r.position_id, d.position_id)

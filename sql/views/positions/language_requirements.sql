-- table: Languages that positions ask for.
-- position_id: position
-- ordinal: turn in the description
-- file_id: file that contains the words
-- language: language
-- level: CEFR level; NULL where none is named
-- quote: the words
-- span_start: first code point in the file's text, from 0
-- span_end: code point after the last
-- page_number: page, from 1
-- boxes: boxes of the words, PDF points from the top left of the page as shown
-- evidence_id: name of this place, for `kehtiv show`
-- key: position_id, ordinal
-- pair: position_id, language, level
-- pair: position_id, language
-- pair: split_part(position_id, '#position', 1), language, level, quote
-- together: document_of(position_id)
-- reads: base.language_requirements by document_of(root_file_id)
-- reads: position_rests by document_of(rest_position_id)
-- reads: positions by document_of(document_id)
SELECT p.position_id, r.ordinal, coalesce(s.file_id, p.file_id) AS file_id, r.language, r.level, r.quote, r.span_start, r.span_end, r.page_number, r.boxes,
    evidence_id(coalesce(s.file_id, p.file_id), r.span_start, r.span_end) AS evidence_id
FROM base.language_requirements AS r
LEFT JOIN position_rests AS s ON s.rest_position_id = r.position_id
JOIN positions AS p ON p.position_id = coalesce(s.position_id, r.position_id)

-- table: Who is printed below acts: name and office as printed, one row each. What is printed proves nothing: see signatures.
-- file_id: file with the name
-- document_id: document of that file
-- directive_id: directive that it stands below; NULL where the act is unknown
-- ordinal: turn in the file
-- name: name as printed
-- office: office as printed; NULL where none is
-- is_acting: whether the text says that the office is filled for another
-- quote: the words
-- span_start: first code point in the file's text, from 0
-- span_end: code point after the last
-- page_number: page, from 1; NULL without pages
-- boxes: boxes of the words, PDF points from the top left of the page as shown
-- evidence_id: name of this place, for `kehtiv show`
-- key: file_id, ordinal
-- pair: file_id, name
-- pair: file_id, ordinal
-- together: document_of(document_id)
-- reads: base.signatories by document_of(document_id)
-- reads: directive_documents by document_of(document_id)
WITH by_document AS (SELECT document_id, min(directive_id) AS directive_id FROM directive_documents WHERE part_id IS NULL GROUP BY 1)
SELECT
    s.file_id, s.document_id, b.directive_id, s.ordinal, s.name, s.office, s.is_acting, s.quote, s.span_start, s.span_end,
    s.page_number, s.boxes, evidence_id(s.file_id, s.span_start, s.span_end) AS evidence_id
FROM base.signatories AS s
LEFT JOIN by_document AS b ON b.document_id = s.document_id

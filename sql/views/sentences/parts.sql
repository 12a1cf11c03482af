-- table: Bodies and annexes as found in files, duplicates included.
-- part_id: readable id: the file and the part's turn in it
-- file_id: file
-- document_id: document
-- directive_id: directive it belongs to; NULL where none is known
-- annex_id: annex it is a source of; NULL for bodies
-- part: body or annex
-- annex_number: number as found
-- title: title
-- kind: what an annex is
-- approval_issuer: issuer in the approval mark
-- approval_kind: act word in the approval mark
-- approved_on: date in the approval mark
-- approval_number: number in the approval mark
-- span_start: first code point in the file's text, from 0
-- span_end: code point after the last
-- page_number: page on which it begins, from 1
-- heading_quote: words it begins with, as a rule its approval mark; NULL for bodies
-- heading_start: first code point of these words
-- heading_end: code point after the last of them
-- heading_page_number: their page, from 1; NULL without pages
-- heading_boxes: their boxes, PDF points from the top left of the page as shown
-- evidence_id: name of their place, for `kehtiv show`
-- key: part_id
-- pair: file_id, part, annex_number, title
-- pair: file_id, span_start
-- pair: part_id
-- together: document_of(document_id)
-- reads: part_directives by document_of(document_id)
-- reads: annex_parts AS a by document_of(document_id)
-- reads: annex_identity by directive_id of a: directive_id
SELECT
    p.part_id, p.file_id, p.document_id, p.directive_id, i.annex_id, p.part, p.annex_number, p.title, p.kind,
    p.approval_issuer, p.approval_kind, p.approved_on, p.approval_number, p.span_start, p.span_end, p.page_number,
    p.heading_quote, p.heading_start, p.heading_end, p.heading_page_number, p.heading_boxes,
    evidence_id(p.file_id, p.heading_start, p.heading_end) AS evidence_id
FROM part_directives AS p
LEFT JOIN annex_parts AS a ON a.part_id = p.part_id
LEFT JOIN annex_identity AS i ON i.directive_id = a.directive_id AND i.annex_key = a.annex_key

-- table: The place of everything that was read: one row for each thing (a duty, an effect, …) that has words to show.
-- Things read from the same words share an evidence_id.
-- evidence_id: name of the place, for `kehtiv show`
-- kind: effect, citation, position_field, duty, language, part, header, signatory or finding
-- row_id: readable id of what was read there; of a position the field, duty or language follows after a slash
-- directive_id: directive it belongs to; NULL where none is known
-- annex_id: annex that contains it; NULL for a statement in a body
-- document_id: document
-- file_id: file
-- file_sha256: digest of the file's bytes
-- page_number: page of the first words, from 1; NULL without pages
-- boxes: boxes of the words, PDF points from the top left of the page as shown; empty without pages, NULL where an
-- earlier version read the file
-- quote: the words
-- span_start: first code point in the file's text, from 0
-- span_end: code point after the last
-- is_repaired: whether a word of it was set right by lexicon in a damaged text (table repairs)
-- key: kind, row_id
-- pair: file_id, kind, quote, span_start
-- pair: file_id, kind, quote
-- pair: file_id, kind, span_start, span_end
-- pair: kind, row_id
-- together: document_of(file_id)
-- reads: spoken_effects by document_of(document_id)
-- reads: citations by document_of(document_id)
-- reads: duties by document_of(position_id)
-- reads: positions by document_of(document_id)
-- reads: language_requirements by document_of(position_id)
-- reads: position_fields by document_of(position_id)
-- reads: parts by document_of(document_id)
-- reads: files by document_of(document_id)
-- reads: signatories by document_of(document_id)
-- reads: findings by document_of(file_id)
-- reads: directive_documents by document_of(document_id)
-- reads: repairs by document_of(document_id)
-- ranges: files by file_id
WITH by_document AS (SELECT document_id, min(directive_id) AS directive_id FROM directive_documents WHERE part_id IS NULL GROUP BY 1),
found AS (
    SELECT 'effect' AS kind, effect_id AS row_id, directive_id, NULL::VARCHAR AS annex_id, file_id, page_number, boxes, quote,
           span_start, span_end
    FROM spoken_effects
    UNION ALL
    SELECT 'citation', citation_id, directive_id, NULL, file_id, page_number, boxes, quote, span_start, span_end FROM citations
    UNION ALL
    SELECT 'duty', p.position_id || '/duty' || d.ordinal, p.directive_id, p.annex_id, d.file_id, d.page_number, d.boxes, d.quote,
           d.span_start, d.span_end
    FROM duties AS d JOIN positions AS p ON p.position_id = d.position_id
    UNION ALL
    SELECT 'language', p.position_id || '/language' || r.ordinal, p.directive_id, p.annex_id, r.file_id, r.page_number, r.boxes,
           r.quote, r.span_start, r.span_end
    FROM language_requirements AS r JOIN positions AS p ON p.position_id = r.position_id
    UNION ALL
    SELECT 'position_field', p.position_id || '/' || f.field, p.directive_id, p.annex_id, f.file_id, f.page_number, f.boxes, f.quote,
           f.span_start, f.span_end
    FROM position_fields AS f JOIN positions AS p ON p.position_id = f.position_id
    UNION ALL
    SELECT 'part', part_id, directive_id, annex_id, file_id, heading_page_number, heading_boxes, heading_quote, heading_start,
           heading_end
    FROM parts
    UNION ALL
    SELECT 'header', f.file_id || '#header', b.directive_id, NULL, f.file_id, f.header_page_number, f.header_boxes, f.header_quote,
           f.header_start, f.header_end
    FROM files AS f LEFT JOIN by_document AS b ON b.document_id = f.document_id
    UNION ALL
    SELECT 'signatory', file_id || '#signatory' || ordinal, directive_id, NULL, file_id, page_number, boxes, quote, span_start, span_end
    FROM signatories
    UNION ALL
    SELECT 'finding', finding_id, directive_id, annex_id, file_id, page_number, boxes, quote, span_start, span_end FROM findings
)
SELECT
    evidence_id(w.file_id, w.span_start, w.span_end) AS evidence_id, w.kind, w.row_id, w.directive_id, w.annex_id, f.document_id,
    w.file_id, f.sha256 AS file_sha256, w.page_number, w.boxes, w.quote, w.span_start, w.span_end,
    EXISTS (
        SELECT 1 FROM repairs AS r WHERE r.file_id = w.file_id AND r.span_start < w.span_end AND r.span_end > w.span_start
    ) AS is_repaired
FROM found AS w
JOIN files AS f ON f.file_id = w.file_id
WHERE w.span_start IS NOT NULL
  AND coalesce(f.file_id BETWEEN getvariable('first_file') AND getvariable('last_file'), true)
-- A place is looked for by its id, and a column tells of each of its blocks the first eight letters of the least and the greatest.
ORDER BY evidence_id, kind, row_id

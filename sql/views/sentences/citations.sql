-- table: References to acts, as found and resolved, and provisions of laws (kind law), one row each.
-- citation_id: readable id: the file and the citation's turn in it
-- file_id: file with the reference
-- document_id: document of that file
-- directive_id: directive that cites; NULL where the act is unknown
-- ordinal: turn in the file, of acts and of laws
-- issuer: issuer as read
-- kind: act word, nominative; law for a provision of a law
-- enacted_on: date of the cited act
-- number: number of the cited act
-- title: title of the cited act; name of the law, nominative
-- section: § of the law; NULL where the whole law is meant, and for acts
-- subsection: lõige of the section; NULL where none is named
-- clause: punkt; NULL where none is named
-- reference_key: canonical key of the cited act
-- is_year_inferred: whether the year was missing in the text and was inferred
-- cited_directive_id: held directive that is cited; NULL where not held or not decided
-- resolution: resolved, ambiguous or not_held; NULL for laws, which no register holds
-- quote: the words
-- span_start: first code point in the file's text, from 0
-- span_end: code point after the last
-- page_number: page, from 1; NULL without pages
-- boxes: boxes of the words, PDF points from the top left of the page as shown
-- evidence_id: name of this place, for `kehtiv show`
-- key: citation_id
-- pair: file_id, reference_key, quote
-- pair: file_id, span_start, span_end
-- pair: file_id, quote
-- together: document_of(document_id)
-- reads: base.citations by document_of(document_id)
-- reads: reference_resolutions by document_of(document_id)
-- reads: directive_documents by document_of(document_id)
WITH by_document AS (SELECT document_id, min(directive_id) AS directive_id FROM directive_documents WHERE part_id IS NULL GROUP BY 1)
SELECT
    c.citation_id, c.file_id, c.document_id,
    CASE WHEN c.kind = 'law' THEN b.directive_id ELSE r.citing_directive_id END AS directive_id,
    c.ordinal, c.issuer, c.kind, c.enacted_on, c.number, c.title, c.section, c.subsection, c.clause, c.reference_key,
    c.is_year_inferred, r.resolved_directive_id AS cited_directive_id,
    CASE WHEN c.kind <> 'law' OR c.kind IS NULL THEN coalesce(r.resolution, 'not_held') END AS resolution,
    c.quote, c.span_start, c.span_end, c.page_number, c.boxes,
    evidence_id(c.file_id, c.span_start, c.span_end) AS evidence_id
FROM base.citations AS c
LEFT JOIN reference_resolutions AS r ON r.reference_id = c.citation_id
LEFT JOIN by_document AS b ON b.document_id = c.document_id

-- table: References to acts, as found and resolved.
-- citation_id: readable id: the file and the citation's turn in it
-- file_id: file with the reference
-- document_id: document of that file
-- directive_id: directive that cites; NULL where the act is unknown
-- ordinal: turn in the file
-- issuer: issuer as read
-- kind: act word, nominative
-- enacted_on: date of the cited act
-- number: number of the cited act
-- title: title of the cited act
-- reference_key: canonical key of the cited act
-- is_year_inferred: whether the year was missing in the text and was inferred
-- cited_directive_id: held directive that is cited; NULL where not held or not decided
-- resolution: resolved, ambiguous or not_held
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
SELECT
    c.citation_id, c.file_id, c.document_id, r.citing_directive_id AS directive_id, c.ordinal, c.issuer, c.kind,
    c.enacted_on, c.number, c.title, c.reference_key, c.is_year_inferred,
    r.resolved_directive_id AS cited_directive_id, coalesce(r.resolution, 'not_held') AS resolution,
    c.quote, c.span_start, c.span_end, c.page_number, c.boxes,
    evidence_id(c.file_id, c.span_start, c.span_end) AS evidence_id
FROM base.citations AS c
LEFT JOIN reference_resolutions AS r ON r.reference_id = c.citation_id

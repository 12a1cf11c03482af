-- table: Doubts: those met while reading and those that show when all files are seen together. Nothing was dropped for them.
-- finding_id: readable id
-- code: what is doubted, snake_case
-- level: error, warn or info
-- message: in words
-- document_id: document
-- directive_id: directive
-- annex_id: annex
-- file_id: file
-- quote: the words in doubt
-- span_start: first code point in the file's text, from 0
-- span_end: code point after the last
-- page_number: page, from 1
-- boxes: boxes of the words, PDF points from the top left of the page as shown
-- evidence_id: name of this place; NULL without words in doubt, for `kehtiv show`
-- run_id: run that noted it; NULL where derived
-- key: finding_id
-- pair: finding_id, code, message
-- pair: document_id, file_id, annex_id, code, message, quote
-- pair: document_id, file_id, annex_id, code, quote
-- pair: finding_id, code
-- together: document_of(document_id)
-- reads: base.findings by document_of(document_id)
-- reads: directive_documents by document_of(document_id)
-- reads: files by document_of(document_id)
-- reads: findings_of_acts AS o by document_of(document_id)
-- reads: findings_of_ends AS n by document_of(document_id)
-- reads: findings_between_acts AS b by document_of(document_id)
-- reads: effects AS oe by effect_id of o: effect_id
-- reads: effects AS ne by effect_id of n: effect_id
-- reads: effects AS be by effect_id of b: effect_id
-- reads: citations AS oc by citation_id of o: effect_id
-- reads: citations AS bc by citation_id of b: effect_id
-- reads: positions by document_of(document_id)
-- reads: position_fields by document_of(position_id)
-- reads: substitutions by document_of(position_id)
-- reads: named_subordinates by document_of(superior_position_id)
WITH by_document AS (SELECT document_id, min(directive_id) AS directive_id FROM directive_documents WHERE part_id IS NULL GROUP BY 1),
evidence AS (
    SELECT effect_id AS reference_id, file_id, quote, span_start, span_end, page_number, boxes FROM effects
    UNION ALL
    SELECT citation_id, file_id, quote, span_start, span_end, page_number, boxes FROM citations
)
SELECT
    f.finding_id, f.code, 'warn' AS level, f.message, f.document_id, b.directive_id, NULL::VARCHAR AS annex_id, f.file_id,
    f.quote, f.span_start, f.span_end, f.page_number, f.boxes,
    evidence_id(f.file_id, f.span_start, f.span_end) AS evidence_id, f.run_id
FROM base.findings AS f
LEFT JOIN by_document AS b ON b.document_id = f.document_id
-- What is read in a file that its page no longer lists is nobody's doubt.
WHERE coalesce(f.file_id NOT IN (SELECT file_id FROM files WHERE unlisted_on IS NOT NULL), true)
UNION ALL
SELECT
    -- What is the same doubt twice is one row; its own words tell the rest apart.
    concat_ws(':', d.code, coalesce(d.annex_id, d.directive_id), d.effect_id, left(md5(d.message), 8)),
    d.code, d.level, d.message, d.document_id, d.directive_id, d.annex_id, e.file_id,
    e.quote, e.span_start, e.span_end, e.page_number, e.boxes, evidence_id(e.file_id, e.span_start, e.span_end), NULL
FROM (FROM findings_of_acts UNION FROM findings_of_ends UNION FROM findings_between_acts) AS d
LEFT JOIN evidence AS e ON e.reference_id = d.effect_id
UNION ALL
SELECT
    'job_description_without_directive:' || p.position_id, 'job_description_without_directive', 'warn',
    'the job description stands alone: which directive approved it is not known', p.document_id, NULL, NULL, p.file_id,
    NULL, NULL, NULL, p.page_number, NULL, NULL, NULL
FROM positions AS p WHERE p.directive_id IS NULL
UNION ALL
-- One doubt for each post that a description names, of the first days on which the other contradicts it.
SELECT
    concat_ws(':', 'substitution_contradicted', s.position_id, s.stated_as, s.ordinal, s.piece), 'substitution_contradicted', 'info',
    'the job description of ' || s.title || ' says that ' || s.other_title
        || CASE s.stated_as WHEN 'substitutes_for' THEN ' is substituted by it' ELSE ' substitutes it' END
        || '; that of ' || s.other_title || ' names others (from ' || s.stated_from || coalesce(' until ' || s.stated_until, '') || ')',
    p.document_id, s.directive_id, s.annex_id, f.file_id, f.quote, f.span_start, f.span_end, f.page_number, f.boxes, f.evidence_id, NULL
FROM (SELECT * FROM substitutions WHERE NOT is_confirmed
      QUALIFY row_number() OVER (PARTITION BY position_id, stated_as, ordinal, piece ORDER BY stated_from) = 1) AS s
JOIN positions AS p ON p.position_id = s.position_id
LEFT JOIN position_fields AS f ON f.position_id = s.position_id AND f.field = s.stated_as
UNION ALL
-- The same of each subordinate that a description names and whose own names another superior.
SELECT
    concat_ws(':', 'reporting_contradicted', n.superior_position_id, n.ordinal, n.piece, n.subordinate_position_id), 'reporting_contradicted', 'info',
    'the job description of ' || n.superior_title || ' says that ' || n.subordinate_title || ' answers to it; that of ' || n.subordinate_title
        || ' names another (from ' || n.line_from || coalesce(' until ' || n.line_until, '') || ')',
    p.document_id, n.directive_id, n.superior_annex_id, f.file_id, f.quote, f.span_start, f.span_end, f.page_number, f.boxes, f.evidence_id, NULL
FROM (SELECT * FROM named_subordinates WHERE NOT is_confirmed
      QUALIFY row_number() OVER (PARTITION BY superior_position_id, ordinal, piece, subordinate_position_id ORDER BY line_from) = 1) AS n
JOIN positions AS p ON p.position_id = n.superior_position_id
LEFT JOIN position_fields AS f ON f.position_id = n.superior_position_id AND f.field = 'subordinates'

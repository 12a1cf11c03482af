-- publish: no
-- note: The words by which a ruling finds an annex again, the first 160 characters of its part: in documents in which a ruling was
-- made, and where an act promises numbers that no annex bears while annexes of it bear none. missing: those numbers.
-- together: directive_id
-- reads: part_directives AS p by directive_id
-- reads: document_acts by document_id of p: document_id
-- reads: annex_promises by directive_id
-- reads: base.texts by file_id of p: file_id
-- whole: given_rulings
WITH parts_held AS (
    SELECT p.part_id, p.file_id, coalesce(o.original_id, p.document_id) AS document_id, p.directive_id, lower(trim(p.annex_number)) AS annex_number,
           p.span_start, p.span_end, p.heading_start, p.heading_end, p.page_number, p.unlisted_on
    FROM part_directives AS p
    LEFT JOIN document_acts AS o ON o.document_id = p.document_id
    WHERE p.part = 'annex' AND p.directive_id IS NOT NULL
),
lacking AS (
    SELECT m.directive_id, in_order(list(DISTINCT m.annex_number)) AS missing
    FROM annex_promises AS m
    LEFT JOIN parts_held AS p ON p.directive_id = m.directive_id AND p.annex_number = m.annex_number AND p.unlisted_on IS NULL
    WHERE m.annex_number IS NOT NULL AND m.unlisted_on IS NULL AND p.part_id IS NULL
    GROUP BY 1
),
nameless AS (
    SELECT directive_id, count(*) AS part_number FROM parts_held WHERE annex_number IS NULL AND unlisted_on IS NULL GROUP BY 1
),
asked AS (
    SELECT p.*, coalesce(l.missing, []) AS missing,
           -- One number for one annex needs no person.
           p.annex_number IS NULL AND l.missing IS NOT NULL AND (len(l.missing) > 1 OR n.part_number > 1) AS is_open,
           coalesce('number: ' || p.annex_number, 'missing: ' || array_to_string(coalesce(l.missing, []), ', ')) AS premises
    FROM parts_held AS p
    LEFT JOIN lacking AS l ON l.directive_id = p.directive_id
    LEFT JOIN nameless AS n ON n.directive_id = p.directive_id
    WHERE p.document_id IN (SELECT document_id FROM given_rulings WHERE question IN ('annex_number', 'same_position'))
       OR (p.annex_number IS NULL AND l.missing IS NOT NULL AND (len(l.missing) > 1 OR n.part_number > 1))
),
folded_texts AS MATERIALIZED (
    SELECT t.file_id, t.text, folded_words(t.text) AS whole FROM base.texts AS t WHERE t.file_id IN (SELECT file_id FROM asked)
),
words AS (
    SELECT a.part_id, unnest(anchor_of(t.text, t.whole, a.span_start, least(a.span_end, a.span_start + 160)))
    FROM asked AS a JOIN folded_texts AS t ON t.file_id = a.file_id
)
SELECT a.*, evidence_id(a.file_id, a.heading_start, a.heading_end) AS evidence_id, w.* EXCLUDE (part_id)
FROM asked AS a JOIN words AS w ON w.part_id = a.part_id
WHERE length(w.quote) > 0

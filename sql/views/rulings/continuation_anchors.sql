-- publish: no
-- note: Job descriptions that may continue another post (post_continuations), by the words by which a ruling finds them again, as
-- in part_anchors. candidates: the annexes that each may continue.
WITH proposed AS (
    SELECT annex_id, list(previous_annex_id ORDER BY previous_annex_id) AS candidates FROM post_continuations GROUP BY 1
),
asked AS (
    SELECT c.annex_id, c.candidates, p.part_id, p.file_id, coalesce(o.original_id, p.document_id) AS document_id, a.directive_id,
           p.span_start, p.span_end, p.heading_start, p.heading_end, p.page_number
    FROM proposed AS c
    JOIN annex_identity AS a ON a.annex_id = c.annex_id
    JOIN base.parts AS p ON p.part_id = a.part_id
    LEFT JOIN document_acts AS o ON o.document_id = p.document_id
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

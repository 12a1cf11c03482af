-- checks: Every quote equals the text at its span.
-- level: error
WITH quoted AS (
    SELECT kind, row_id AS id, file_id, quote, span_start, span_end FROM evidence
    UNION ALL SELECT 'revocation', revocation_id, file_id, quote, span_start, span_end FROM revocations
    UNION ALL SELECT 'annex', annex_id, file_id, substring(text, 1, span_end - span_start), span_start, span_end FROM annexes WHERE is_text_held
)
SELECT q.kind, q.id, q.span_start, q.span_end
FROM quoted AS q LEFT JOIN texts AS t ON t.file_id = q.file_id
WHERE q.quote IS DISTINCT FROM substring(t.text, q.span_start + 1, q.span_end - q.span_start)

-- checks: Every quote is the words that stand at its span.
-- level: error
WITH quoted AS (
    SELECT 'effects' AS kind, effect_id AS id, file_id, quote, span_start, span_end FROM effects
    UNION ALL SELECT 'citations', citation_id, file_id, quote, span_start, span_end FROM citations
    UNION ALL SELECT 'duties', d.position_id || '/' || d.ordinal, p.file_id, d.quote, d.span_start, d.span_end FROM duties AS d JOIN positions AS p USING (position_id)
    UNION ALL SELECT 'language_requirements', r.position_id || '/' || r.ordinal, p.file_id, r.quote, r.span_start, r.span_end
        FROM language_requirements AS r JOIN positions AS p USING (position_id) WHERE r.quote IS NOT NULL
    UNION ALL SELECT 'position_fields', f.position_id || '/' || f.field, p.file_id, f.quote, f.span_start, f.span_end FROM position_fields AS f JOIN positions AS p USING (position_id)
    UNION ALL SELECT 'revocations', revocation_id, file_id, quote, span_start, span_end FROM revocations
    UNION ALL SELECT 'findings', finding_id, file_id, quote, span_start, span_end FROM findings WHERE quote IS NOT NULL
    UNION ALL SELECT 'annexes', annex_id, file_id, text, span_start, span_end FROM annexes WHERE is_text_held
)
SELECT q.kind, q.id, q.span_start, q.span_end
FROM quoted AS q LEFT JOIN texts AS t ON t.file_id = q.file_id
WHERE q.quote IS DISTINCT FROM substring(t.text, q.span_start + 1, q.span_end - q.span_start)

-- publish: no
-- note: The point of its act that contains an effect ("1.2"): from the head of its words, else from what stands just before.
-- together: document_of(effect_id)
-- reads: spoken_effects by document_of(document_id)
-- reads: base.texts by document_of(root_file_id)
SELECT
    e.effect_id,
    coalesce(
        nullif(regexp_extract(e.quote, '^\s*(?:[Pp]unkt\s+)?(\d{1,2}(?:\.\d{1,2})*)\.?\s', 1), ''),
        nullif(regexp_extract(
            substring(t.text, greatest(e.span_start - 11, 1), least(e.span_start, 12)),
            '(?:^|\s)(\d{1,2}(?:\.\d{1,2})*)\.?\s*$', 1), '')
    ) AS point
FROM spoken_effects AS e
JOIN base.texts AS t ON t.file_id = e.file_id
WHERE e.effect IN ('approve', 'commence', 'apply', 'revoke') AND e.is_own

-- answers: What was read from repaired words of damaged texts, and what did the original say?
-- grain: extracted item (an effect, a field, …) and repaired word in it
-- oddities: A repaired word outside every extracted item is only in the table repairs.
SELECT e.kind, e.row_id, e.directive_id, e.annex_id, e.quote, r.original, r.repaired, r.rule, r.confidence, e.page_number, e.evidence_id
FROM evidence AS e
JOIN repairs AS r ON r.file_id = e.file_id AND r.span_start < e.span_end AND r.span_end > e.span_start
WHERE e.is_repaired AND e.kind <> 'finding'
ORDER BY e.directive_id, e.row_id, r.span_start

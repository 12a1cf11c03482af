-- answers: What was read from words of damaged texts that were set right by lexicon, and what stood there before.
-- grain: one row for each thing that was read (an effect, a field, …) and each repaired word in it
-- oddities: A word that stands in no value that was read is in the table repairs alone.
SELECT e.kind, e.row_id, e.directive_id, e.annex_id, e.quote, r.original, r.repaired, r.rule, r.confidence, e.page_number, e.evidence_id
FROM evidence AS e
JOIN repairs AS r ON r.file_id = e.file_id AND r.span_start < e.span_end AND r.span_end > e.span_start
WHERE e.is_repaired AND e.kind <> 'finding'
ORDER BY e.directive_id, e.row_id, r.span_start

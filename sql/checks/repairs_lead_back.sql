-- checks: Every repaired word is in the text at its place, and the word it replaced is in the original at its place.
-- level: error
SELECT r.repair_id, r.original, r.repaired
FROM repairs AS r LEFT JOIN texts AS t ON t.file_id = r.file_id
WHERE r.repaired IS DISTINCT FROM substring(t.text, r.span_start + 1, r.span_end - r.span_start)
   OR r.original IS DISTINCT FROM substring(t.original_text, r.original_start + 1, length(r.original))
UNION ALL
-- If an original differed anywhere but in its repairs, something was changed without a trace.
SELECT t.file_id, NULL, NULL
FROM texts AS t
WHERE t.original_text IS NOT NULL
  AND length(t.original_text) - length(t.text)
      IS DISTINCT FROM (SELECT CAST(sum(length(r.original) - length(r.repaired)) AS BIGINT) FROM repairs AS r WHERE r.file_id = t.file_id)

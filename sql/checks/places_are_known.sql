-- checks: Everything extracted from a PDF can be shown on its page; files read by an earlier version must be read again.
-- level: warn
SELECT e.kind, e.row_id, e.file_id, e.page_number
FROM evidence AS e
JOIN files AS f ON f.file_id = e.file_id
LEFT JOIN pages AS p ON p.file_id = e.file_id AND p.page_number = e.page_number
WHERE f.media_type = 'application/pdf' AND (p.page_number IS NULL OR (p.width IS NOT NULL AND coalesce(len(e.boxes), 0) = 0))

-- checks: Every box lies within its page; no viewer shows words printed beyond the edge.
-- level: warn
WITH placed AS (SELECT kind, row_id, file_id, unnest(boxes) AS box FROM evidence)
SELECT b.kind, b.row_id, b.box.page_number AS page_number, b.box, p.width, p.height
FROM placed AS b
LEFT JOIN pages AS p ON p.file_id = b.file_id AND p.page_number = b.box.page_number
WHERE p.page_number IS NULL OR b.box.x0 > b.box.x1 OR b.box.top > b.box.bottom
   OR b.box.x0 < -1 OR b.box.top < -1 OR b.box.x1 > p.width + 1 OR b.box.bottom > p.height + 1

-- checks: The stated page is the one on which the words begin.
-- level: error
SELECT e.kind, e.row_id, e.page_number, e.boxes[1].page_number AS page_of_box
FROM evidence AS e
-- A file that an earlier version read has no pages to compare with.
SEMI JOIN pages AS any_page ON any_page.file_id = e.file_id
LEFT JOIN pages AS p ON p.file_id = e.file_id AND p.page_number = e.page_number
WHERE p.page_number IS NULL
   OR CASE WHEN len(e.boxes) > 0 THEN e.page_number <> e.boxes[1].page_number
           ELSE e.span_start NOT BETWEEN p.span_start AND p.span_end END

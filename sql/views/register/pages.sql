-- table: Pages of files that have pages.
-- file_id: file
-- page_number: page, from 1
-- width: width as shown, PDF points; NULL for pages without a size (text parted by form feeds)
-- height: height as shown, PDF points
-- span_start: first code point of what begins on it, in the file's text, from 0
-- span_end: code point after the last
-- key: file_id, page_number
-- pair: file_id, page_number
SELECT file_id, page_number, width, height, span_start, span_end FROM base.pages

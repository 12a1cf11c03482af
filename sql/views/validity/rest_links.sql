-- publish: no
-- note: Files that hold the rest of a job description (layout "continuation"), each with the files of its document whose last
-- number its first number follows (2.6 → 2.7, 3). is_duty: it begins with a duty, and the file before ends with one.
-- together: document_of(document_id)
-- reads: file_facts by document_of(document_id)
-- reads: base.positions by document_of(document_id)
-- reads: base.parts by document_of(document_id)
-- reads: base.texts by document_of(root_file_id)
-- reads: base.duties by document_of(root_file_id)
WITH rests AS (
    SELECT p.position_id, p.file_id, p.document_id, p.span_start, p.span_end, f.unlisted_on,
           regexp_extract(substring(t.text, p.span_start + 1, 12), '^(\d{1,2}(?:\.\d{1,2})*)', 1) AS first_number,
           EXISTS (SELECT 1 FROM base.duties AS d WHERE d.position_id = p.position_id AND d.span_start = p.span_start) AS is_duty
    FROM base.positions AS p
    JOIN file_facts AS f ON f.file_id = p.file_id
    JOIN base.texts AS t ON t.file_id = p.file_id
    WHERE p.layout = 'continuation'
),
ends AS (
    SELECT f.file_id, f.document_id, f.unlisted_on,
           regexp_extract_all(t.text, '(?:^|\n)[ ]*(\d{1,2}(?:\.\d{1,2})+|\d{1,2}[.)])[.)]?[ \t]', 1)[-1] AS last_mark
    FROM file_facts AS f
    JOIN base.texts AS t ON t.file_id = f.file_id
    WHERE f.document_id IN (SELECT document_id FROM rests)
      AND (SELECT count(*) FROM base.parts AS p WHERE p.file_id = f.file_id) = 1
),
pairs AS (
    SELECT r.*, e.file_id AS before_file_id, rtrim(e.last_mark, '.)') AS last_number,
           list_transform(string_split(rtrim(e.last_mark, '.)'), '.'), lambda x: CAST(x AS INTEGER)) AS a,
           list_transform(string_split(r.first_number, '.'), lambda x: CAST(x AS INTEGER)) AS b
    FROM rests AS r JOIN ends AS e ON e.document_id = r.document_id AND e.file_id <> r.file_id
     AND e.unlisted_on IS NOT DISTINCT FROM r.unlisted_on
    WHERE e.last_mark <> '' AND r.first_number <> ''
)
SELECT position_id, file_id, document_id, span_start, span_end, before_file_id, first_number, is_duty
FROM pairs
WHERE (b = list_concat(a[:len(a) - 1], [a[len(a)] + 1]) OR len(b) = 1 AND NOT is_duty AND b[1] = a[1] + 1)
  AND (NOT is_duty OR EXISTS (
      SELECT 1 FROM base.positions AS p JOIN base.duties AS d ON d.position_id = p.position_id
      WHERE p.file_id = before_file_id AND rtrim(d.number, '.') = last_number))

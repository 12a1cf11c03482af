-- note: What can be found: each directive, annex, job description and duty that is listed today. A document that its register
-- restricts or no longer shows gives none, and neither does an annex that no page lists any more. evidence_id and page_number
-- are of passages without a place of their own: the heading of the act or the annex, the place of the duty; those of a job
-- description have the first of its fields. letters: roughly how many its passages have. The number of an item is that of its row
-- (rowid + 1): to count the rows takes nearly as long as to write them.
WITH headings AS (SELECT file_id, header_evidence_id FROM files WHERE header_evidence_id IS NOT NULL),
-- Of several files that hold an act's body, the one whose heading names the act counts.
bodies AS (
    SELECT h.directive_id, arg_min(p.part_id, (p.file_id IS DISTINCT FROM h.heading_file_id, p.part_id)) AS part_id
    FROM parts AS p
    JOIN search_held AS h ON h.directive_id = p.directive_id
    JOIN files AS f ON f.file_id = p.file_id AND f.unlisted_on IS NULL
    WHERE p.part = 'body' GROUP BY 1
),
found AS (
    SELECT 'directive' AS kind, h.directive_id, NULL::VARCHAR AS annex_id, NULL::VARCHAR AS position_id, NULL::INTEGER AS ordinal,
           h.title, NULL::VARCHAR AS annex_number, h.register, NULL::VARCHAR AS unit, NULL::VARCHAR AS languages, s.suspensions, h.in_force_from, h.in_force_until, h.undecided_from, h.act_year,
           g.header_evidence_id AS evidence_id, NULL::INTEGER AS page_number, b.part_id AS body_part_id, p.span_end - p.span_start AS letters
    FROM search_held AS h
    LEFT JOIN headings AS g ON g.file_id = h.heading_file_id
    LEFT JOIN bodies AS b ON b.directive_id = h.directive_id
    LEFT JOIN parts AS p ON p.part_id = b.part_id
    LEFT JOIN search_suspended AS s ON s.id = h.directive_id
    UNION ALL
    SELECT 'annex', a.directive_id, a.annex_id, NULL, NULL, a.title, a.annex_number, a.register, a.unit, a.languages, a.suspensions, a.in_force_from, a.in_force_until, a.undecided_from, a.act_year,
           coalesce(p.evidence_id, a.approval_evidence_id), NULL, NULL, a.letters
    FROM search_listed AS a
    LEFT JOIN parts AS p ON p.part_id = a.part_id
    UNION ALL
    SELECT 'position', d.directive_id, d.annex_id, d.position_id, NULL, d.title, d.annex_number, d.register, d.unit, d.languages, d.suspensions, d.in_force_from, d.in_force_until,
           d.undecided_from, d.act_year, NULL, NULL, NULL, 1000
    FROM search_described AS d
    UNION ALL
    SELECT 'duty', p.directive_id, p.annex_id, p.position_id, CAST(d.ordinal AS INTEGER), p.title, p.annex_number, p.register, p.unit, p.languages, p.suspensions, p.in_force_from,
           p.in_force_until, p.undecided_from, p.act_year, d.evidence_id, d.page_number, NULL, length(d.duty)
    FROM duties AS d JOIN search_described AS p ON p.position_id = d.position_id
)
SELECT * REPLACE (coalesce(letters, 0) + 100 AS letters) FROM found

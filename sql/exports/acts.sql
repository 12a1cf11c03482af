-- answers: What is each act, what is its text, and what holds of it on a day?
-- grain: directive
-- oddities: The text is that of the file whose heading the directive has, without its annexes; NULL where none is held.
-- $day: the day
WITH chosen AS (
    SELECT p.directive_id,
           arg_min(p.part_id, struct_pack(is_other := coalesce(p.file_id <> d.heading_file_id, false), part_id := p.part_id)) AS part_id
    FROM parts AS p
    JOIN directives AS d ON d.directive_id = p.directive_id
    WHERE p.part = 'body'
    GROUP BY 1
),
bodies AS (
    SELECT c.directive_id, f.sha256, substr(t.text, p.span_start + 1, p.span_end - p.span_start) AS text
    FROM chosen AS c
    JOIN parts AS p ON p.part_id = c.part_id
    JOIN texts AS t ON t.file_id = p.file_id
    JOIN files AS f ON f.file_id = p.file_id
)
SELECT
    d.directive_id, d.register, d.institution, d.act_kind, d.number, coalesce(d.signed_on, d.registered_on) AS enacted_on,
    d.registered_on, d.title, d.source_url, d.in_force_from, d.in_force_until, d.applied_from, d.ended_by,
    s.status, b.sha256 AS file_sha256, b.text
FROM directives AS d
LEFT JOIN directive_status_on(CAST($day AS DATE)) AS s ON s.directive_id = d.directive_id
LEFT JOIN bodies AS b ON b.directive_id = d.directive_id
ORDER BY d.directive_id

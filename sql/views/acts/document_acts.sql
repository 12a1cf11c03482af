-- publish: no
-- note: The act that each document itself is, where it is one. original_id: where the document is a copy, the one in its
-- authority's own register; where the register gave the act a new id, or a person ruled that two entries are one act, the
-- document that stands for it. They are one directive.
WITH RECURSIVE decided AS (
    SELECT a.document_id, CASE WHEN r.document_id IS NULL THEN a.original_id ELSE r.original_id END AS original_id
    FROM paired_acts AS a LEFT JOIN ruled_acts AS r ON r.document_id = a.document_id
),
-- The original of a copy may itself be another entry's.
followed AS (
    SELECT document_id, original_id FROM decided WHERE original_id IS NOT NULL
    UNION
    SELECT f.document_id, d.original_id FROM followed AS f JOIN decided AS d ON d.document_id = f.original_id AND d.original_id IS NOT NULL
),
last_ones AS (
    SELECT f.document_id, min(f.original_id) AS original_id
    FROM followed AS f JOIN decided AS d ON d.document_id = f.original_id AND d.original_id IS NULL
    GROUP BY 1
)
SELECT a.document_id, a.register, a.is_loose, a.number, a.number_key, a.act_on, a.institution, a.has_heading, l.original_id
FROM paired_acts AS a LEFT JOIN last_ones AS l ON l.document_id = a.document_id

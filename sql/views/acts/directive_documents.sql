-- publish: no
-- note: Which directive a document, or a single annex of a loose file (part_id), belongs to. Loose files join the one held
-- directive of their number and date, else one another; a copy is its original's.
WITH named AS (
    SELECT
        coalesce(a.original_id, a.document_id) AS directive_id, a.institution,
        unnest([a.number_key, number_key(d.number)]) AS number_key, [a.act_on, d.registered_on] AS days
    FROM document_acts AS a
    JOIN base.documents AS d ON d.document_id = a.document_id
    WHERE NOT a.is_loose
),
-- Only what a loose file names: of most acts nothing else asks.
held AS (
    SELECT DISTINCT n.directive_id, n.number_key, n.act_on, institution_stem(n.institution) AS stem
    FROM (SELECT directive_id, institution, number_key, unnest(days) AS act_on FROM named) AS n
    SEMI JOIN loose_acts AS l ON l.number_key = n.number_key AND l.act_on = n.act_on
),
joined AS (
    SELECT l.*, count(DISTINCT h.directive_id) FILTER (coalesce(stems_agree(l.stem, h.stem), true)) AS held_number,
           min(h.directive_id) FILTER (coalesce(stems_agree(l.stem, h.stem), true)) AS held_id
    FROM loose_acts AS l
    LEFT JOIN held AS h ON h.number_key = l.number_key AND h.act_on = l.act_on
    GROUP BY ALL
),
stems AS (
    SELECT number_key, act_on, count(DISTINCT stem) AS stem_number, min(stem) AS only_stem
    FROM joined WHERE held_number <> 1 GROUP BY ALL
)
SELECT document_id, NULL::VARCHAR AS part_id, coalesce(original_id, document_id) AS directive_id, false AS is_ambiguous
FROM document_acts WHERE NOT is_loose
UNION ALL
SELECT
    j.document_id, j.part_id,
    CASE
        WHEN j.held_number = 1 THEN j.held_id
        WHEN s.stem_number <= 1 THEN concat_ws('/', 'files', CAST(j.act_on AS VARCHAR), j.number_key)
        ELSE concat_ws('/', 'files', CAST(j.act_on AS VARCHAR), j.number_key, replace(coalesce(j.stem, '?'), ' ', '-'))
    END,
    j.held_number > 1
FROM joined AS j
LEFT JOIN stems AS s ON s.number_key = j.number_key AND s.act_on = j.act_on
UNION ALL
-- An act by its register's type alone, without number or date: it stands for itself.
SELECT document_id, NULL, document_id, false
FROM document_acts WHERE is_loose AND (number_key IS NULL OR act_on IS NULL)

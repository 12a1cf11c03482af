-- publish: no
-- note: The act, and the annex, that a ruling is about as a whole; rulings on a sentence have its effect_id instead.
WITH parts_ruled AS (
    SELECT r.ruling_id, min(i.annex_id) AS annex_id
    FROM given_rulings AS r
    JOIN part_anchors AS a ON a.document_id = r.document_id AND a.text_sha256 = r.text_sha256 AND a.unlisted_on IS NULL
    JOIN annex_identity AS i ON i.part_id = a.part_id
    WHERE r.question IN ('annex_number', 'same_position') GROUP BY 1
),
fields_ruled AS (
    SELECT r.ruling_id, min(l.annex_id) AS annex_id
    FROM given_rulings AS r
    JOIN field_anchors AS a ON a.document_id = r.document_id AND a.text_sha256 = r.text_sha256 AND a.unlisted_on IS NULL
    LEFT JOIN position_rests AS t ON t.rest_position_id = a.position_id
    JOIN position_places AS l ON l.position_id = coalesce(t.position_id, a.position_id)
    WHERE r.question = 'field_of_position' GROUP BY 1
)
SELECT ruling_id, split_part(annex_id, '#', 1) AS directive_id, annex_id FROM (FROM parts_ruled UNION ALL FROM fields_ruled)
UNION ALL
SELECT r.ruling_id, coalesce(d.original_id, d.document_id), NULL
FROM base.rulings AS r JOIN document_acts AS d ON d.document_id = r.document_id
WHERE r.question = 'same_act'

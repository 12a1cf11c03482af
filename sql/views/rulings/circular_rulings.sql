-- publish: no
-- note: Rulings on posts (same_position) that lead in a circle: this post continues that one, which continues this one.
WITH RECURSIVE steps AS (
    SELECT DISTINCT r.ruling_id, i.annex_id, r.outcome AS previous_annex_id
    FROM given_rulings AS r
    JOIN part_anchors AS a ON a.document_id = r.document_id AND a.text_sha256 = r.text_sha256 AND a.unlisted_on IS NULL
    JOIN annex_identity AS i ON i.part_id = a.part_id
    WHERE r.question = 'same_position' AND r.withdrawn_on IS NULL AND r.outcome NOT IN ('unsure', 'none')
),
-- UNION leaves out what was reached before, so that a circle comes to an end.
reached AS (
    SELECT annex_id, previous_annex_id FROM steps
    UNION
    SELECT r.annex_id, s.previous_annex_id FROM reached AS r JOIN steps AS s ON s.annex_id = r.previous_annex_id
)
SELECT DISTINCT s.ruling_id
FROM steps AS s JOIN reached AS r ON r.annex_id = s.previous_annex_id AND r.previous_annex_id = s.annex_id

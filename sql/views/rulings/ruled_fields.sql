-- publish: no
-- note: Fields and duties of job descriptions that rulings decide, by the first ruling of those that agree. position_id is that
-- of the file that holds the words (position_rests knows whose rest it is); ordinal: the duty, as read there.
SELECT
    a.position_id, ruled_field(r.outcome) AS field, ruled_value(r.outcome) AS value, a.ordinal, a.file_id, a.own_quote AS quote,
    a.own_start AS span_start, a.own_end AS span_end, a.page_number, a.boxes, r.ruling_id
FROM start_rulings AS r
JOIN field_anchors AS a ON a.document_id = r.document_id AND a.text_sha256 = r.text_sha256 AND a.unlisted_on IS NULL
WHERE r.question = 'field_of_position' AND r.state = 'applied' AND r.outcome NOT IN ('unsure', 'none')
QUALIFY row_number() OVER (
    PARTITION BY a.position_id, ruled_field(r.outcome), CASE WHEN ruled_field(r.outcome) = 'duty' THEN a.ordinal END
    ORDER BY r.counts_from_on, r.ruling_id, a.file_id, a.own_start, a.own_end, a.ordinal) = 1

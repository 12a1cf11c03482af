-- publish: no
-- note: Numbers that rulings give to annexes, by the first ruling of those that agree.
SELECT a.part_id, r.outcome AS annex_number
FROM start_rulings AS r
JOIN part_anchors AS a ON a.document_id = r.document_id AND a.text_sha256 = r.text_sha256 AND a.unlisted_on IS NULL
WHERE r.question = 'annex_number' AND r.state = 'applied' AND r.outcome NOT IN ('unsure', 'none') AND a.annex_number IS NULL
QUALIFY row_number() OVER (PARTITION BY a.part_id ORDER BY r.counts_from_on, r.ruling_id) = 1

-- publish: no
-- note: Which job description continues which post by a ruling; previous_annex_id NULL: none of those proposed.
SELECT i.annex_id, nullif(r.outcome, 'none') AS previous_annex_id
FROM rulings AS r
JOIN part_anchors AS a ON a.document_id = r.document_id AND a.text_sha256 = r.text_sha256 AND a.unlisted_on IS NULL
JOIN annex_identity AS i ON i.part_id = a.part_id
WHERE r.question = 'same_position' AND r.state = 'applied' AND r.outcome <> 'unsure'
QUALIFY row_number() OVER (PARTITION BY i.annex_id ORDER BY r.counts_from_on, r.ruling_id) = 1

-- publish: no
-- note: First days in force that rulings decide, one row per sentence, by the first ruling of those that agree.
SELECT a.effect_id, a.directive_id, a.is_of_act, a.known_from_on, r.ruling_id, r.counts_from_on, try_cast(r.outcome AS DATE) AS starts_on
FROM start_rulings AS r
JOIN start_anchors AS a ON a.document_id = r.document_id AND a.text_sha256 = r.text_sha256
    AND a.reference_key IS NOT DISTINCT FROM r.reference_key AND a.unlisted_on IS NULL
WHERE r.question = 'start_day' AND r.state = 'applied' AND r.outcome <> 'unsure'
QUALIFY row_number() OVER (PARTITION BY a.effect_id ORDER BY r.counts_from_on, r.ruling_id) = 1

-- answers: On which days are more annexes of a chain in force than intended?
-- grain: chain and period
-- oddities: Several annexes of one name in one directive are several posts; only more than that overlap. A NULL end means no end yet. is_decided false: a doubt may explain the overlap.
-- $chain: optional, only chains whose id contains these words
SELECT
    c.institution, c.unit, c.subject, c.staff_group, s.begins_on, s.ends_on, s.ends_on - s.begins_on AS day_number, s.is_decided,
    s.annex_ids, s.in_force_number, c.seat_number, e.directive_id AS by_directive_id, e.quote, e.page_number, doc.source_url, s.chain_id, e.evidence_id
FROM chain_days AS s
JOIN annex_chains AS c ON c.chain_id = s.chain_id AND c.turn = 1
LEFT JOIN effects AS e ON e.effect_id = s.effect_id
LEFT JOIN documents AS doc ON doc.document_id = e.document_id
WHERE s.coverage = 'overlap' AND ($chain IS NULL OR contains(s.chain_id, lower(CAST($chain AS VARCHAR))))
ORDER BY s.chain_id, s.begins_on

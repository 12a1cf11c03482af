-- answers: Which findings of one kind are there?
-- grain: finding
-- $code: the finding's code
SELECT level, directive_id, annex_id, document_id, message, page_number, quote, evidence_id
FROM findings WHERE code = $code ORDER BY directive_id, annex_id, document_id, finding_id

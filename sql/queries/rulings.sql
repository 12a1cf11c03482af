-- answers: What did persons decide, why, and does it count?
-- grain: ruling
-- oddities: quote and because are NULL where the document was withdrawn. effect_id is NULL where the quote is gone.
-- $state: optional, only rulings in this state
-- $question: optional, only rulings on this question
SELECT
    r.ruling_id, r.question, r.state, r.state_reason, r.outcome, r.decided_by, r.decided_on, r.because, r.counts_from_on, r.look_again_on,
    r.withdrawn_on, r.document_id, r.directive_id, r.annex_id, r.quote, r.premises, r.premises_now, r.evidence_id
FROM rulings AS r
WHERE ($state IS NULL OR r.state = CAST($state AS VARCHAR)) AND ($question IS NULL OR r.question = CAST($question AS VARCHAR))
ORDER BY r.decided_on DESC, r.ruling_id

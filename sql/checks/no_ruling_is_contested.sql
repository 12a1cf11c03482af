-- checks: What the machine says has not changed since any ruling that stands.
-- level: warn
SELECT ruling_id, question, state_reason, outcome, decided_by, decided_on, document_id FROM rulings WHERE state = 'contested'

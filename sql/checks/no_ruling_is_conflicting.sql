-- checks: No two rulings that stand disagree.
-- level: warn
SELECT ruling_id, question, outcome, decided_by, decided_on, document_id FROM rulings WHERE state = 'conflicting'

-- checks: The quote of every ruling that stands is still in its document.
-- level: warn
SELECT ruling_id, question, outcome, decided_by, decided_on, document_id FROM rulings WHERE state = 'orphaned'

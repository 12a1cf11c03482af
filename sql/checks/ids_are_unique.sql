-- checks: Each id names one row.
-- level: error
SELECT 'documents' AS kind, document_id AS id FROM documents GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'directives', directive_id FROM directives GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'annexes', annex_id FROM annexes GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'revocations', revocation_id FROM revocations GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'effects', effect_id FROM effects GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'citations', citation_id FROM citations GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'positions', position_id FROM positions GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'files', file_id FROM files GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'texts', file_id FROM texts GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'parts', part_id FROM parts GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'findings', finding_id FROM findings GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'quarantine', quarantine_id FROM quarantine GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'runs', run_id FROM runs GROUP BY ALL HAVING count(*) > 1

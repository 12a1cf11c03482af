-- checks: Each annex number names only one annex of a directive.
-- level: error
SELECT directive_id, annex_number, count(*) AS annexes FROM annexes WHERE annex_number IS NOT NULL GROUP BY ALL HAVING count(*) > 1

-- checks: Every annex that a directive approves is held.
-- level: warn
SELECT directive_id, annex_number, title FROM annexes WHERE NOT is_text_held AND unlisted_on IS NULL

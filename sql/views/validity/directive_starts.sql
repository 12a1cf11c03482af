-- publish: no
-- note: When a directive as a whole enters into force and from when it applies, as all files held tell.
-- together: directive_id
-- reads: directive_start_knowledge by directive_id
SELECT * EXCLUDE (known_on, known_until_on) FROM directive_start_knowledge WHERE known_until_on IS NULL

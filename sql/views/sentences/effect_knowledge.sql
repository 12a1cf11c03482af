-- publish: no
-- note: From which day to which each effect was known: from the arrival of its file's bytes on, as long as the page lists it.
-- together: document_of(effect_id)
-- reads: spoken_effects by document_of(document_id)
-- reads: file_listings by document_of(file_id)
SELECT e.effect_id, greatest(e.known_from_on, l.listed_from_on) AS known_from_on, l.listed_until_on AS known_until_on
FROM spoken_effects AS e
JOIN file_listings AS l ON l.file_id = e.file_id
WHERE coalesce(e.known_from_on < l.listed_until_on, true)

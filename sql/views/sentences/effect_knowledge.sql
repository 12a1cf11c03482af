-- publish: no
-- note: From which day to which each effect was known: from the arrival of its file's bytes on, as long as the page lists it.
SELECT e.effect_id, greatest(e.known_from_on, l.listed_from_on) AS known_from_on, l.listed_until_on AS known_until_on
FROM spoken_effects AS e
JOIN file_listings AS l ON l.file_id = e.file_id
WHERE coalesce(e.known_from_on < l.listed_until_on, true)

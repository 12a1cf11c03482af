-- publish: no
-- note: Stretches of days on which a page listed a file that holds or promises an annex, for annexes of which a page stopped
-- listing one, for good or for a while. All other annexes are known from their first day to this one.
-- together: annex_id
-- reads: annex_identity AS i by annex_id
-- reads: annex_parts AS p by directive_id of i: directive_id
-- reads: file_listings by file_id of p: file_id
-- reads: annex_promises AS m by directive_id of i: directive_id
-- reads: effect_knowledge by effect_id of m: effect_id
WITH sources AS (
    SELECT i.annex_id, l.listed_from_on, l.listed_until_on
    FROM annex_identity AS i
    JOIN annex_parts AS p ON p.directive_id = i.directive_id AND p.annex_key = i.annex_key
    JOIN file_listings AS l ON l.file_id = p.file_id
    UNION ALL
    SELECT i.annex_id, k.known_from_on, k.known_until_on
    FROM annex_identity AS i
    JOIN annex_promises AS p ON p.directive_id = i.directive_id AND p.annex_number = i.annex_number
    JOIN effect_knowledge AS k ON k.effect_id = p.effect_id
),
interrupted AS (
    SELECT annex_id FROM sources WHERE listed_until_on IS NOT NULL
    UNION
    SELECT annex_id FROM annex_identity WHERE unlisted_on IS NOT NULL
)
SELECT i.annex_id, s.listed_from_on, s.listed_until_on
FROM interrupted AS i LEFT JOIN sources AS s ON s.annex_id = i.annex_id

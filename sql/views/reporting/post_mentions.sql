-- publish: no
-- note: The posts that a job description names as superior, as subordinates or for substitution, one by one. Commas and "või" part
-- them, not inside brackets; "ja" and "ning" may, and units have them too: piece 0 is the whole, the pieces follow. limit_words:
-- what the text limits a substitution to. is_plural: the words mean several ("nõunikud", "2 nõunikku"). is_staff: of subordinates,
-- they name no post but who works in a unit ("osakonna teenistujad"), or the unit.
-- together: position_id
-- reads: positions by position_id
-- reads: held_posts by position_id
WITH spoken AS (
    SELECT position_id, 'reports_to' AS field, reports_to AS value FROM positions
    UNION ALL
    SELECT position_id, 'subordinates', subordinates FROM positions
    UNION ALL
    SELECT position_id, 'substitutes_for', substitutes_for FROM positions
    UNION ALL
    SELECT position_id, 'substituted_by', substituted_by FROM positions
),
itemised AS (
    SELECT value, unnest(items) AS item, generate_subscripts(items, 1) AS ordinal
    FROM (
        SELECT value, list_filter(list_transform(regexp_extract_all(
            -- "(PSK) teenuseomanik": a comma is missing.
            regexp_replace(regexp_replace(value, '\)\s+(\p{L})', '), \1', 'g'), '\s+(või|\n)\s+', ', ', 'g'),
            '(?:[^,;()]|\([^)]*\)?)+'), lambda one: trim(one, E' \t\r\n.')), lambda one: regexp_matches(one, '\p{L}')) AS items
        FROM (SELECT DISTINCT value FROM spoken WHERE value IS NOT NULL)
    )
),
limited AS (
    SELECT
        item,
        nullif(concat_ws(' ',
            nullif(regexp_extract(item, '\(([^)]*(ülesan|ulatuses|mis |äraolek|puudumi|volitus)[^)]*)\)?', 1), ''),
            nullif(regexp_extract(item, '\s(\S+ (küsimustes|osas|alal|ajal|korral|piires))$', 1), '')), '') AS limit_words,
        regexp_replace(regexp_replace(regexp_replace(regexp_replace(item,
            '\([^)]*(ülesan|ulatuses|mis |äraolek|puudumi|volitus)[^)]*\)?', ' ', 'g'),
            '\s\S+ (küsimustes|osas|alal|ajal|korral|piires)$', ''),
            '\s+poolt$', ''), '^(teine|teise|teist|sama|oma|tema|temale|vahetu|vahetult|otse|kõik|\d+)\s+', '', 'i') AS name,
        regexp_matches(item, '^\d+\s') AS is_counted
    FROM (SELECT DISTINCT item FROM itemised)
),
pieces AS (
    SELECT item, limit_words, 0 AS piece, 1 AS piece_number, name, is_counted FROM limited
    UNION ALL
    SELECT item, limit_words, unnest(range(1, len(names) + 1)), len(names), unnest(names), is_counted
    FROM (SELECT *, regexp_split_to_array(name, '\s+(ja|ning)\s+') AS names FROM limited) WHERE len(names) > 1
),
compared AS (
    SELECT
        * EXCLUDE (name, is_counted), array_to_string(post_words(name), ' ') AS words, title_group(name) AS asked_group,
        -- Words in brackets tell what the post is for: "ekspert (suurkriisid)" is one.
        is_counted OR regexp_matches(split_part(name, '(', 1), '\p{L}{3}d\s*$') AS is_plural,
        regexp_matches(lower(split_part(name, '(', 1)), '(^|\s)(teenistuja|töötaja|ametni|personal|isikkoosseis|koosseis)\p{L}*\s*$')
            OR is_unit_word(post_words(name)[-1]) AS is_staff
    FROM pieces
)
SELECT
    s.position_id, s.field, i.ordinal, i.item, c.limit_words, c.piece, c.piece_number, c.words, c.asked_group, p.authority, p.path, p.title,
    c.is_plural, s.field = 'subordinates' AND c.is_staff AS is_staff
FROM spoken AS s
JOIN itemised AS i ON i.value = s.value
JOIN compared AS c ON c.item = i.item AND c.words <> ''
JOIN (SELECT DISTINCT position_id, authority, path, title FROM held_posts) AS p ON p.position_id = s.position_id

-- publish: no
-- note: The names by which a text may mean a post: its title; where it leads a unit, that of the unit with its office ("kriisitoe
-- talituse juhataja"); and within the unit its kind ("talituse juhataja") or its office alone ("juhataja"). is_own: the name holds
-- in the whole authority; else only for those in the unit or below it (is_near: for those in the very unit alone).
-- together: concat(authority, '|', title)
-- reads: held_posts by concat(authority, '|', title)
WITH split AS (
    SELECT authority, title, unit, path, string_split(words, ' ') AS words, string_split(string_split(path, ', ')[-1], ' ') AS unit_words
    FROM (SELECT DISTINCT authority, title, unit, words, path FROM held_posts WHERE authority IS NOT NULL AND words <> '')
),
parts AS (
    SELECT
        *, is_head_word(words[-1]) AS is_head,
        len(list_filter(words, lambda one: NOT is_head_word(one) AND NOT is_unit_word(one))) = 0 AS is_kind
    FROM split
),
kinds AS (
    SELECT *, CASE WHEN len(words) > 1 AND is_unit_word(words[-2]) THEN words[-2]
                   WHEN is_unit_word(unit_words[-1]) THEN unit_words[-1] END AS unit_kind
    FROM parts
),
named AS (
    SELECT authority, title, unit, path, words AS name, NOT is_kind AS is_own, is_kind AND len(words) = 1 AS is_near FROM kinds
    UNION ALL
    SELECT authority, title, unit, path, list_append(unit_words, words[-1]), true, false FROM kinds
    WHERE is_head AND is_kind AND len(unit_words) > 1
    UNION ALL
    SELECT authority, title, unit, path, [unit_kind, words[-1]], false, false FROM kinds WHERE is_head AND unit_kind IS NOT NULL
    UNION ALL
    SELECT authority, title, unit, path, [words[-1]], false, true FROM kinds WHERE is_head
)
SELECT * REPLACE (array_to_string(name, ' ') AS name), words_start(name) AS start FROM named

-- publish: no
-- note: The held posts that each mention may mean, by title and unit, at whatever time; those of the nearest unit alone: the same unit, then one
-- above it, one below it, the authority. Words of a kind of unit alone ("osakonna juhataja") mean the unit that the post is in, or one
-- above it (one below it may substitute or be subordinate); an office alone ("juhataja") the very unit. What comes after a kind of
-- unit ("osakonna nõunik") is in that unit too. Subordinates are looked for below before they are above.
-- together: position_id
-- reads: post_mentions AS m by position_id
-- reads: post_names AS n by concat(authority, '|', start) of m: concat(authority, '|', words_start(string_split(words, ' ')))
-- reads: post_names AS i by concat(authority, '|', start) of m: concat(authority, '|', words_start(string_split(words, ' ')[2:]))
-- reads: held_posts AS h by concat(authority, '|', title) of n: concat(authority, '|', title)
-- reads: held_posts AS g by concat(authority, '|', title) of i: concat(authority, '|', title)
WITH asked AS (
    SELECT authority, words, string_split(words, ' ') AS name
    FROM (SELECT DISTINCT authority, words FROM post_mentions WHERE authority IS NOT NULL)
),
forms AS (
    SELECT authority, words, words AS said, false AS is_inside FROM asked
    UNION ALL
    SELECT authority, words, array_to_string(name[2:], ' '), true FROM asked WHERE len(name) > 1 AND is_unit_word(name[1])
),
-- Two names agree or not whoever has them: each pair is compared once.
same_names AS (
    SELECT f.said, n.name
    FROM (SELECT DISTINCT said, words_start(string_split(said, ' ')) AS start FROM forms) AS f
    JOIN (SELECT DISTINCT name, start FROM post_names) AS n ON n.start = f.start
    WHERE words_agree(string_split(f.said, ' '), string_split(n.name, ' '))
),
agreeing AS (
    SELECT f.authority, f.words, n.title, n.unit, n.path, bool_or(n.is_own AND NOT f.is_inside) AS is_own, bool_and(n.is_near) AS is_near
    FROM forms AS f
    JOIN same_names AS s ON s.said = f.said
    JOIN post_names AS n ON n.authority = f.authority AND n.name = s.name
    WHERE NOT f.is_inside OR n.is_own
    GROUP BY ALL
),
fitting AS (
    SELECT
        m.authority, m.words, m.path, m.title, m.field, m.asked_group, a.title AS named_title, a.unit AS named_unit,
        CASE WHEN a.path = m.path THEN 1
             WHEN a.path <> '' AND starts_with(m.path, a.path || ', ') THEN 2
             WHEN m.path <> '' AND starts_with(a.path, m.path || ', ') THEN 3 ELSE 4 END AS nearness,
        CASE WHEN m.field = 'subordinates' AND nearness = 2 THEN 5 ELSE nearness END AS turn
    FROM (SELECT DISTINCT authority, words, path, title, field, asked_group FROM post_mentions) AS m
    JOIN agreeing AS a ON a.authority = m.authority AND a.words = m.words
    WHERE (a.is_own OR nearness = 1
           OR (NOT a.is_near AND ((nearness = 2 AND m.field <> 'subordinates') OR (nearness = 3 AND m.field <> 'reports_to'))))
      -- Nobody answers to the own post, or to another version of it; one of several holders may substitute another.
      AND NOT ((m.field IN ('reports_to', 'subordinates') OR NOT a.is_own) AND a.title = m.title AND a.path = m.path)
),
grouped AS (
    SELECT f.* FROM fitting AS f
    WHERE f.asked_group IS NULL
       OR EXISTS (SELECT 1 FROM held_posts AS h WHERE h.authority = f.authority AND h.title = f.named_title
                  AND h.unit IS NOT DISTINCT FROM f.named_unit AND coalesce(h.staff_group = f.asked_group, true))
),
nearest AS (
    SELECT * FROM grouped QUALIFY turn = min(turn) OVER (PARTITION BY authority, words, path, title, field, asked_group)
),
-- Of a name that very many posts of the authority have, no day tells which is meant: one row without a post stands for them.
crowded AS (
    SELECT authority, words, path, title, field, asked_group, nearness,
           CASE WHEN count(*) <= 20 THEN list(struct_pack(title := named_title, unit := named_unit)) ELSE [NULL] END AS named
    FROM nearest GROUP BY ALL
),
mentioned AS (
    SELECT m.position_id, m.field, m.ordinal, m.piece, m.piece_number, m.authority, m.asked_group, n.nearness, n.named
    FROM post_mentions AS m
    JOIN crowded AS n
      ON n.authority = m.authority AND n.words = m.words AND n.path = m.path AND n.title = m.title AND n.field = m.field
     AND n.asked_group IS NOT DISTINCT FROM m.asked_group
),
-- The pieces count where the whole names no post and each of them does.
counted AS (
    SELECT position_id, field, ordinal, bool_or(piece = 0) AS is_whole,
           count(DISTINCT piece) FILTER (piece > 0) = max(piece_number) FILTER (piece > 0) AS is_split
    FROM mentioned GROUP BY ALL
)
SELECT m.position_id, m.field, m.ordinal, m.piece, m.authority, m.asked_group, m.nearness, unnest(m.named) AS named
FROM mentioned AS m
JOIN counted AS c ON c.position_id = m.position_id AND c.field = m.field AND c.ordinal = m.ordinal
WHERE CASE WHEN c.is_whole THEN m.piece = 0 ELSE c.is_split END

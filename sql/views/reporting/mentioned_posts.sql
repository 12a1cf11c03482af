-- publish: no
-- note: The held posts that each mention may mean, at whatever time, and those of the nearest unit alone: the same unit, then one
-- above it, one below it, the authority. Words of a kind of unit alone ("osakonna juhataja") mean the unit that the post is in, or one
-- above it (one below it may substitute); an office alone ("juhataja") the very unit. What comes after a kind of unit ("osakonna nõunik") is in that unit too.
WITH asked AS (
    SELECT DISTINCT authority, path, words, field = 'reports_to' AS is_superior, title FROM post_mentions WHERE authority IS NOT NULL
),
forms AS (
    SELECT *, words AS name, false AS is_inside FROM asked
    UNION ALL
    SELECT *, words[2:], true FROM asked WHERE len(words) > 1 AND is_unit_word(words[1])
),
agreeing AS (
    SELECT DISTINCT
        f.authority, f.path, f.words, f.is_superior, f.title, n.title AS named_title, n.unit AS named_unit, n.path AS named_path,
        n.is_near, n.is_own AND NOT f.is_inside AS is_own,
        CASE WHEN n.path = f.path THEN 1 WHEN len(n.path) > 0 AND n.path = f.path[:len(n.path)] THEN 2
             WHEN len(f.path) > 0 AND f.path = n.path[:len(f.path)] THEN 3 ELSE 4 END AS nearness
    FROM forms AS f
    JOIN post_names AS n ON n.authority = f.authority AND n.start = words_start(f.name)
    WHERE words_agree(f.name, n.name) AND (NOT f.is_inside OR n.is_own)
),
fitting AS (
    SELECT * FROM agreeing
    WHERE is_own OR nearness = 1 OR (NOT is_near AND (nearness = 2 OR (nearness = 3 AND NOT is_superior)))
),
mentioned AS (
    SELECT DISTINCT
        m.position_id, m.field, m.ordinal, m.piece, m.piece_number, h.position_id AS candidate_id, f.nearness
    FROM post_mentions AS m
    JOIN fitting AS f
      ON f.authority = m.authority AND f.path = m.path AND f.words = m.words AND f.is_superior = (m.field = 'reports_to') AND f.title = m.title
    JOIN held_posts AS h
      ON h.authority = m.authority AND h.title = f.named_title AND h.unit IS NOT DISTINCT FROM f.named_unit
    WHERE coalesce(m.asked_group = h.staff_group, true)
      -- Nobody answers to the own post, or to another version of it; one of several holders may substitute another.
      AND NOT ((m.field = 'reports_to' OR NOT f.is_own) AND h.title = m.title AND h.path = m.path)
),
nearest AS (
    SELECT * FROM mentioned QUALIFY nearness = min(nearness) OVER (PARTITION BY position_id, field, ordinal, piece)
),
-- The pieces count where the whole names no post and each of them does.
whole AS (SELECT DISTINCT position_id, field, ordinal FROM nearest WHERE piece = 0),
split AS (
    SELECT position_id, field, ordinal FROM nearest WHERE piece > 0
    GROUP BY ALL HAVING count(DISTINCT piece) = any_value(piece_number)
)
SELECT n.position_id, n.field, n.ordinal, n.piece, n.candidate_id, n.nearness
FROM nearest AS n
LEFT JOIN whole AS w ON w.position_id = n.position_id AND w.field = n.field AND w.ordinal = n.ordinal
LEFT JOIN split AS s ON s.position_id = n.position_id AND s.field = n.field AND s.ordinal = n.ordinal
WHERE CASE WHEN w.position_id IS NOT NULL THEN n.piece = 0 ELSE s.position_id IS NOT NULL END

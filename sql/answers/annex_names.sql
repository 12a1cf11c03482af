-- table: The names that annexes bear: titles, names of their posts, and what an annex without a title is called by all of its
-- posts. A name stands once, however many bear it, because comparing names is dear. The query posts looks a name up here, and
-- those who bear it in named_annexes.
-- name_key: number of the name (id_key), by which rows are found and in which order they stand
-- name: the name as it is written
-- words: its words as compared (title_key); NULL where nothing is left of it
-- letters: the same without blanks
-- acts: 1000000
-- key: name_key
WITH borne AS (
    SELECT title FROM annexes WHERE title IS NOT NULL
    UNION
    SELECT title FROM positions WHERE annex_id IS NOT NULL
    UNION
    SELECT string_agg(DISTINCT p.title, '; ' ORDER BY p.title)
    FROM positions AS p JOIN annexes AS a ON a.annex_id = p.annex_id WHERE a.title IS NULL GROUP BY a.annex_id
)
SELECT id_key(title) AS name_key, title AS name, title_key(title) AS words, replace(title_key(title), ' ', '') AS letters
FROM borne WHERE is_in_part(title)
ORDER BY name_key, name

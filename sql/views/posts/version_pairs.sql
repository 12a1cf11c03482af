-- publish: no
-- note: Neighbouring versions of posts that are both described. They are compared part by part (version_changes): a part ends where
-- the letters of its duties have come to sixty million, so that the memory which a part takes does not grow with the number of posts.
-- together: annex_id
-- reads: position_versions AS n by annex_id
-- reads: position_versions AS o by annex_id of n: previous_annex_id
-- reads: duties by position_id of n: position_id
-- reads: duties AS od by position_id of o: position_id
-- inner: part
WITH pairs AS (
    SELECT n.chain_key, n.annex_id, n.position_id, o.position_id AS previous_position_id
    FROM position_versions AS n
    JOIN position_versions AS o ON o.annex_id = n.previous_annex_id
    WHERE n.position_id IS NOT NULL AND o.position_id IS NOT NULL
),
lengths AS (
    SELECT position_id, sum(length(duty) + coalesce(list_sum(list_transform(outcomes, lambda one: length(one))), 0)) AS letters
    FROM duties GROUP BY 1
)
SELECT
    p.annex_id, p.position_id, p.previous_position_id,
    CAST(sum(1000 + coalesce(n.letters, 0) + coalesce(o.letters, 0)) OVER (ORDER BY p.chain_key, p.annex_id ROWS UNBOUNDED PRECEDING) // 60_000_000 AS INTEGER) AS part
FROM pairs AS p
LEFT JOIN lengths AS n ON n.position_id = p.position_id
LEFT JOIN lengths AS o ON o.position_id = p.previous_position_id

-- table: Posts that may go on under another name or in another unit: a directive ended the last job description of one and
-- approved the first of the other, and most of their duties are the same. A proposal: nothing is joined by it.
-- previous_annex_id: job description that ended
-- annex_id: job description that may continue it
-- directive_id: directive that ended the one and approved the other
-- previous_chain_id: post that ended, as in annex_chains
-- chain_id: post that began
-- is_renamed: whether the names differ
-- is_moved: whether the units differ
-- shared_duties: duties with the same words in both
-- old_duties: duties of the one that ended
-- new_duties: duties of the one that began
-- ended_by_effect_id: sentence that ended the one
-- approved_by_effect_id: sentence that approved the other; NULL where none was read
-- key: previous_annex_id, annex_id
-- pair: previous_annex_id, annex_id
-- together: directive_id
-- reads: position_versions AS n by directive_id
-- reads: position_versions AS o by unnest([ended_by])
-- reads: duties by position_id of position_versions: position_id
-- whole: ruled_posts
WITH pairs AS (
    SELECT o.annex_id AS previous_annex_id, n.annex_id, n.directive_id, o.chain_id AS previous_chain_id, n.chain_id,
           o.position_id AS old_id, n.position_id AS new_id, o.title AS old_title, n.title AS new_title, o.unit AS old_unit, n.unit AS new_unit,
           o.ended_by_effect_id, n.approved_by_effect_id
    FROM position_versions AS o
    JOIN position_versions AS n ON n.directive_id = o.ended_by AND n.chain_id <> o.chain_id
    WHERE o.position_id IS NOT NULL AND n.position_id IS NOT NULL
      -- A person said that it is another post.
      AND n.annex_id NOT IN (SELECT annex_id FROM ruled_posts WHERE previous_annex_id IS NULL)
      -- A post that goes on under its own name needs no other.
      AND n.previous_annex_id IS NULL AND n.possible_previous_ids IS NULL
      AND NOT EXISTS (SELECT 1 FROM position_versions AS s WHERE s.chain_id = o.chain_id AND s.directive_id = o.ended_by)
),
worded AS (
    SELECT DISTINCT d.position_id, rtrim(regexp_replace(lower(d.duty), '\s+', ' ', 'g'), '.;, ') AS words
    FROM duties AS d SEMI JOIN (SELECT old_id AS position_id FROM pairs UNION SELECT new_id FROM pairs) AS p ON p.position_id = d.position_id
),
numbers AS (SELECT position_id, count(*) AS duty_number FROM worded GROUP BY 1),
shared AS (
    SELECT p.previous_annex_id, p.annex_id, count(*) AS duty_number
    FROM pairs AS p
    JOIN worded AS o ON o.position_id = p.old_id
    JOIN worded AS n ON n.position_id = p.new_id AND n.words = o.words
    GROUP BY ALL
)
SELECT
    p.previous_annex_id, p.annex_id, p.directive_id, p.previous_chain_id, p.chain_id,
    title_key(p.old_title) IS DISTINCT FROM title_key(p.new_title) AS is_renamed, p.old_unit IS DISTINCT FROM p.new_unit AS is_moved,
    s.duty_number AS shared_duties, o.duty_number AS old_duties, n.duty_number AS new_duties, p.ended_by_effect_id, p.approved_by_effect_id
FROM pairs AS p
JOIN shared AS s ON s.previous_annex_id = p.previous_annex_id AND s.annex_id = p.annex_id
JOIN numbers AS o ON o.position_id = p.old_id
JOIN numbers AS n ON n.position_id = p.new_id
-- One duty in common is often "other tasks"; most of the longer list is one post's work.
WHERE s.duty_number >= 2 AND s.duty_number >= 0.6 * greatest(o.duty_number, n.duty_number)
ORDER BY p.previous_annex_id, p.annex_id

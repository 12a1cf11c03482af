-- publish: no
-- note: Each post that a job description names, as superior, as subordinate or for substitution, over the days on which the description
-- is in force: cut where a post that may be meant comes or goes. Where several may be meant on a day, or none, it is not decided,
-- never guessed.
-- together: position_id
-- reads: post_mentions by position_id
-- reads: mentioned_posts AS o by position_id
-- reads: held_posts AS p by position_id
-- reads: held_posts AS h by concat(authority, '|', title) of o: concat(authority, '|', named.title)
WITH pieces AS (SELECT position_id, field, ordinal, piece, bool_or(named IS NULL) AS is_crowd FROM mentioned_posts GROUP BY ALL),
counted AS (
    SELECT m.* FROM post_mentions AS m
    LEFT JOIN pieces AS p ON p.position_id = m.position_id AND p.field = m.field AND p.ordinal = m.ordinal AND p.piece = m.piece
    WHERE p.position_id IS NOT NULL
       OR (m.piece = 0 AND NOT EXISTS (
           SELECT 1 FROM pieces AS o WHERE o.position_id = m.position_id AND o.field = m.field AND o.ordinal = m.ordinal))
),
own AS (
    SELECT c.*, h.annex_id, h.directive_id, h.unit, h.words AS own_words, h.held_from, coalesce(h.held_until, DATE '9999-12-31') AS held_until
    FROM counted AS c JOIN held_posts AS h ON h.position_id = c.position_id
),
possible AS (
    SELECT o.position_id, o.field, o.ordinal, o.piece, o.held_from AS own_from, h.position_id AS candidate_id, m.nearness,
           h.annex_id AS candidate_annex_id, h.held_from, coalesce(h.held_until, DATE '9999-12-31') AS held_until
    FROM own AS o
    JOIN mentioned_posts AS m ON m.position_id = o.position_id AND m.field = o.field AND m.ordinal = o.ordinal AND m.piece = o.piece
    JOIN held_posts AS h
      ON h.authority = m.authority AND h.title = m.named.title AND h.unit IS NOT DISTINCT FROM m.named.unit
     AND h.held_from < o.held_until AND coalesce(h.held_until, DATE '9999-12-31') > o.held_from
    WHERE coalesce(m.asked_group = h.staff_group, true)
),
edges AS (
    SELECT position_id, field, ordinal, piece, held_from, held_until, unnest([held_from, held_until]) AS edge FROM own WHERE held_from IS NOT NULL
    UNION
    SELECT o.position_id, o.field, o.ordinal, o.piece, o.held_from, o.held_until, e.edge
    FROM own AS o
    JOIN (SELECT position_id, field, ordinal, piece, own_from, unnest([held_from, held_until]) AS edge FROM possible) AS e
      ON e.position_id = o.position_id AND e.field = o.field AND e.ordinal = o.ordinal AND e.piece = o.piece AND e.own_from = o.held_from
    WHERE e.edge > o.held_from AND e.edge < o.held_until
),
stretches AS (
    SELECT position_id, field, ordinal, piece, held_from, edge AS begins_on,
           lead(edge) OVER (PARTITION BY position_id, field, ordinal, piece, held_from ORDER BY edge) AS ends_on
    FROM edges
),
met AS (
    SELECT s.position_id, s.field, s.ordinal, s.piece, s.begins_on,
           list(p.candidate_id ORDER BY p.candidate_id) AS candidates, min(p.candidate_annex_id) AS other_annex_id, min(p.nearness) AS nearness
    FROM stretches AS s
    JOIN possible AS p ON p.position_id = s.position_id AND p.field = s.field AND p.ordinal = s.ordinal AND p.piece = s.piece AND p.own_from = s.held_from
     AND p.held_from <= s.begins_on AND p.held_until >= s.ends_on
    WHERE s.ends_on IS NOT NULL
    GROUP BY ALL
),
days AS (
    SELECT o.*, s.begins_on, s.ends_on
    FROM own AS o
    LEFT JOIN stretches AS s ON s.position_id = o.position_id AND s.field = o.field AND s.ordinal = o.ordinal AND s.piece = o.piece
     AND s.held_from = o.held_from AND s.ends_on IS NOT NULL
)
SELECT
    d.position_id, d.annex_id, d.directive_id, d.authority, d.title, d.unit, d.path, d.field, d.ordinal, d.piece, d.item, d.words, d.own_words, d.limit_words, d.is_plural,
    d.begins_on, nullif(d.ends_on, DATE '9999-12-31') AS ends_on,
    CASE WHEN d.authority IS NULL THEN 'act_unknown'
         WHEN d.begins_on IS NULL THEN 'never_in_force'
         WHEN len(m.candidates) = 1 THEN 'resolved'
         WHEN len(m.candidates) > 1 OR k.is_crowd THEN 'ambiguous'
         WHEN k.position_id IS NOT NULL THEN 'not_in_force'
         WHEN d.is_staff THEN 'unit_staff'
         ELSE 'not_held' END AS resolution,
    CASE WHEN len(m.candidates) = 1 THEN m.candidates[1] END AS other_position_id,
    CASE WHEN len(m.candidates) = 1 THEN m.other_annex_id END AS other_annex_id,
    CASE m.nearness WHEN 1 THEN 'unit' WHEN 2 THEN 'unit_above' WHEN 3 THEN 'unit_below' WHEN 4 THEN 'authority' END AS nearest_in,
    CASE WHEN len(m.candidates) = 1 THEN nearest_in END AS found_in,
    coalesce(m.candidates, []) AS candidates
FROM days AS d
LEFT JOIN met AS m
  ON m.position_id = d.position_id AND m.field = d.field AND m.ordinal = d.ordinal AND m.piece = d.piece AND m.begins_on = d.begins_on
LEFT JOIN pieces AS k ON k.position_id = d.position_id AND k.field = d.field AND k.ordinal = d.ordinal AND k.piece = d.piece

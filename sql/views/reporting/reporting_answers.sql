-- publish: no
-- note: Each post that a job description names as its superior or as its subordinate, and whether that one's own description says the
-- same on some of these days: false where it names others, NULL where it does not say. Of subordinates, where several posts may be
-- meant, a row for each of them.
WITH RECURSIVE named AS (
    SELECT
        position_id, field, ordinal, piece, begins_on, coalesce(ends_on, DATE '9999-12-31') AS ends_on, unnest(candidates) AS other_position_id,
        string_split(own_words, ' ') AS own_name
    FROM post_references
    WHERE (field = 'reports_to' AND resolution = 'resolved') OR field = 'subordinates'
),
-- What those say that are named, and no others: their words are split, which is dear among a million.
said AS (
    SELECT position_id, field, begins_on, coalesce(ends_on, DATE '9999-12-31') AS ends_on, item, resolution, other_position_id, candidates,
           string_split(words, ' ') AS name
    FROM post_references
    WHERE field IN ('reports_to', 'subordinates') AND begins_on IS NOT NULL AND position_id IN (SELECT other_position_id FROM named)
),
superiors AS (
    SELECT position_id, begins_on, coalesce(ends_on, DATE '9999-12-31') AS ends_on, other_position_id
    FROM post_references WHERE field = 'reports_to' AND resolution = 'resolved' AND begins_on IS NOT NULL
),
met AS (
    SELECT
        n.position_id, n.field, n.ordinal, n.piece, n.begins_on, n.ends_on, n.other_position_id,
        -- Where a superior names several by one word, one of them that names it is meant.
        bool_or(s.other_position_id = n.position_id OR (n.field = 'reports_to' AND list_contains(s.candidates, n.position_id))) AS agrees,
        -- Words for anybody, and a name with which the post's begins or ends, or that goes on after it, may mean the post.
        bool_or(list_contains(s.candidates, n.position_id) OR s.resolution = 'unit_staff'
            OR regexp_matches(lower(s.item), 'määra|nimeta|ülemus|tööandja|(^|\s)(vahetu\p{L}* juh|teenistuja|töötaja|ametni|isik)')
            OR words_agree(s.name, n.own_name[:len(s.name)]) OR words_agree(s.name[:len(n.own_name)], n.own_name)
            OR words_agree(s.name, n.own_name[-len(s.name):])) AS may_agree
    FROM named AS n
    JOIN said AS s
      ON s.position_id = n.other_position_id AND s.field <> n.field AND s.begins_on < n.ends_on AND s.ends_on > n.begins_on
    GROUP BY ALL
),
-- Who answers to one that answers to the post is below it too: the superiors above a subordinate, as far up as they are named.
above AS (
    SELECT m.position_id, m.ordinal, m.piece, m.begins_on, m.other_position_id, s.other_position_id AS above_id,
           greatest(m.begins_on, s.begins_on) AS from_on, least(m.ends_on, s.ends_on) AS until_on
    FROM met AS m
    JOIN superiors AS s ON s.position_id = m.other_position_id AND s.begins_on < m.ends_on AND s.ends_on > m.begins_on
    WHERE m.field = 'subordinates' AND NOT coalesce(m.agrees, false) AND NOT coalesce(m.may_agree, false)
    UNION
    SELECT a.position_id, a.ordinal, a.piece, a.begins_on, a.other_position_id, s.other_position_id,
           greatest(a.from_on, s.begins_on), least(a.until_on, s.ends_on)
    FROM above AS a
    JOIN superiors AS s ON s.position_id = a.above_id AND s.begins_on < a.until_on AND s.ends_on > a.from_on
    WHERE a.above_id <> a.position_id
),
indirect AS (SELECT DISTINCT position_id, ordinal, piece, begins_on, other_position_id FROM above WHERE above_id = position_id)
SELECT
    n.position_id, n.field, n.ordinal, n.piece, n.begins_on, n.other_position_id,
    CASE WHEN m.agrees THEN true WHEN m.may_agree OR i.position_id IS NOT NULL THEN NULL WHEN m.position_id IS NOT NULL THEN false END AS is_confirmed
FROM named AS n
LEFT JOIN met AS m
  ON m.position_id = n.position_id AND m.field = n.field AND m.ordinal = n.ordinal AND m.piece = n.piece AND m.begins_on = n.begins_on
 AND m.other_position_id = n.other_position_id
LEFT JOIN indirect AS i
  ON i.position_id = CASE n.field WHEN 'subordinates' THEN n.position_id END AND i.ordinal = n.ordinal AND i.piece = n.piece
 AND i.begins_on = n.begins_on AND i.other_position_id = n.other_position_id

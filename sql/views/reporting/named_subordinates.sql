-- table: Whom job descriptions name as subordinates, on the days on which the description is in force: what reporting_lines has from
-- the side of the subordinate, from that of the superior. The subordinate is looked for as the superior is there, in units below
-- before one above. Words in the plural ("nõunikud") mean every post of that name; of several that a word in the singular may mean,
-- those are meant whose own descriptions name the superior.
-- superior_position_id: job description that names its subordinates
-- superior_annex_id: its annex; NULL where no act is known
-- directive_id: directive that approved it
-- authority: key of the authority (table authorities); the directive where none is known
-- superior_title: name of the post
-- superior_unit: its unit; NULL where none is known
-- ordinal: turn among the subordinates that it names
-- piece: 0, or the turn in "A ja B" where both are posts
-- subordinate_words: the subordinate as read
-- line_from: first day; NULL where the description was never in force
-- line_until: first day no longer so; NULL: no end is known
-- resolution: as in reporting_lines; unit_staff: the words name no post but who works in a unit ("osakonna teenistujad"), or a unit
-- subordinate_position_id: job description of the subordinate; NULL unless resolved
-- subordinate_annex_id: its annex
-- subordinate_title: name of that post
-- subordinate_unit: its unit
-- found_in: unit (the same), unit_above, unit_below or authority; NULL unless resolved
-- candidates: job descriptions in force on these days that may be meant; empty where more than 20 posts have the name
-- is_confirmed: whether the description of the subordinate names this superior on some of these days; false: it names others
-- (finding reporting_contradicted); NULL: it does not say, the superior that it names answers to this one, or it is not resolved
-- file_id: file that contains the words
-- quote: the words
-- page_number: page, from 1
-- evidence_id: name of this place, for `kehtiv show`
-- key: superior_position_id, ordinal, piece, line_from, subordinate_position_id
-- pair: superior_position_id, ordinal, piece, line_from, subordinate_position_id
-- pair: superior_position_id, subordinate_words, line_from, subordinate_position_id
WITH told AS (
    SELECT r.*, a.other_position_id AS meant_id, a.is_confirmed
    FROM post_references AS r
    LEFT JOIN reporting_answers AS a
      ON a.position_id = r.position_id AND a.field = r.field AND a.ordinal = r.ordinal AND a.piece = r.piece AND a.begins_on = r.begins_on
    WHERE r.field = 'subordinates'
),
-- Of several that may be meant by one word, nobody is the subordinate unless it says so itself.
judged AS (
    SELECT
        *, meant_id IS NOT NULL AND (is_plural OR resolution = 'resolved' OR coalesce(is_confirmed, false)) AS is_meant,
        row_number() OVER (PARTITION BY position_id, ordinal, piece, begins_on ORDER BY coalesce(is_confirmed, false) DESC, meant_id) AS turn
    FROM told
    QUALIFY is_meant OR (turn = 1 AND NOT is_meant)
)
SELECT
    j.position_id AS superior_position_id, j.annex_id AS superior_annex_id, j.directive_id, j.authority,
    j.title AS superior_title, j.unit AS superior_unit, CAST(j.ordinal AS INTEGER) AS ordinal, CAST(j.piece AS INTEGER) AS piece,
    j.item AS subordinate_words, j.begins_on AS line_from, j.ends_on AS line_until,
    CASE WHEN j.is_meant THEN 'resolved' ELSE j.resolution END AS resolution,
    o.position_id AS subordinate_position_id, o.annex_id AS subordinate_annex_id, o.title AS subordinate_title, o.unit AS subordinate_unit,
    CASE WHEN j.is_meant THEN j.nearest_in END AS found_in, j.candidates, CASE WHEN j.is_meant THEN j.is_confirmed END AS is_confirmed,
    f.file_id, f.quote, f.page_number, f.evidence_id
FROM judged AS j
LEFT JOIN positions AS o ON o.position_id = CASE WHEN j.is_meant THEN j.meant_id END
LEFT JOIN position_fields AS f ON f.position_id = j.position_id AND f.field = 'subordinates'
ORDER BY j.authority, j.unit, j.title, j.position_id, j.ordinal, j.piece, j.begins_on, o.position_id

-- table: Who answers to whom: each superior that a job description names, on the days on which the description is in force. The
-- superior is a held post of the same authority where exactly one is in force that the words may mean (of the same unit, else of
-- one above it, else of one below it, else anywhere); on other days the row says why none is named.
-- subordinate_position_id: job description that names its superior
-- subordinate_annex_id: its annex; NULL where no act is known
-- directive_id: directive that approved it
-- authority: key of the authority (table authorities); the directive where none is known
-- subordinate_title: name of the post
-- subordinate_unit: its unit; NULL where none is known
-- ordinal: turn among the superiors that it names
-- piece: 0, or the turn in "A ja B" where both are posts
-- superior_words: the superior as read
-- line_from: first day; NULL where the description was never in force
-- line_until: first day no longer so; NULL: no end is known
-- resolution: resolved; ambiguous (several posts in force may be meant); not_in_force (such a post is held, and not in force on
-- these days); not_held (no description of such a post is held); never_in_force or act_unknown (of the description itself)
-- superior_position_id: job description of the superior; NULL unless resolved
-- superior_annex_id: its annex
-- superior_title: name of that post
-- superior_unit: its unit
-- found_in: unit (the same), unit_above, unit_below or authority; NULL unless resolved
-- candidates: job descriptions in force on these days that may be meant; empty where more than 20 posts have the name
-- is_confirmed: whether the description of the superior names this subordinate on some of these days (named_subordinates); false: it
-- names others; NULL: it does not say, or the superior is not resolved
-- file_id: file that contains the words
-- quote: the words
-- page_number: page, from 1
-- evidence_id: name of this place, for `kehtiv show`
-- key: subordinate_position_id, ordinal, piece, line_from
-- pair: subordinate_position_id, ordinal, piece, line_from
-- pair: subordinate_position_id, superior_words, line_from
-- together: subordinate_position_id
-- reads: post_references AS r by position_id
-- reads: reporting_answers by position_id
-- reads: positions by position_id of r: other_position_id
-- reads: position_fields by position_id
SELECT
    r.position_id AS subordinate_position_id, r.annex_id AS subordinate_annex_id, r.directive_id, r.authority,
    r.title AS subordinate_title, r.unit AS subordinate_unit, CAST(r.ordinal AS INTEGER) AS ordinal, CAST(r.piece AS INTEGER) AS piece,
    r.item AS superior_words, r.begins_on AS line_from, r.ends_on AS line_until, r.resolution,
    r.other_position_id AS superior_position_id, r.other_annex_id AS superior_annex_id, o.title AS superior_title, o.unit AS superior_unit,
    r.found_in, r.candidates, a.is_confirmed, f.file_id, f.quote, f.page_number, f.evidence_id
FROM post_references AS r
LEFT JOIN reporting_answers AS a
  ON a.position_id = r.position_id AND a.field = r.field AND a.ordinal = r.ordinal AND a.piece = r.piece AND a.begins_on = r.begins_on
LEFT JOIN positions AS o ON o.position_id = r.other_position_id
LEFT JOIN position_fields AS f ON f.position_id = r.position_id AND f.field = 'reports_to'
WHERE r.field = 'reports_to'
ORDER BY r.authority, r.unit, r.title, r.position_id, r.ordinal, r.piece, r.begins_on

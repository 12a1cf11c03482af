-- answers: Whom do job descriptions in force on a day name as subordinates, and do the subordinates' own descriptions agree?
-- grain: subordinate that a job description in force names
-- oddities: is_confirmed is false where the other description names another superior (finding reporting_contradicted), NULL where it does not say, where the superior that it names answers to this one, and where no post is named. unit_staff: the words name no post but who works in a unit.
-- $day: optional, default today
-- $unit: optional, a part of the name of the superior's unit
-- $authority: optional, only this authority, as authorities.authority has it
SELECT
    superior_title, superior_unit, subordinate_words, resolution, subordinate_title, subordinate_unit, is_confirmed, found_in, line_from, line_until,
    superior_annex_id, subordinate_annex_id, candidates, evidence_id
FROM named_subordinates
WHERE line_from <= coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp))
  AND coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp)) < coalesce(line_until, DATE '9999-12-31')
  AND ($unit IS NULL OR contains(lower(superior_unit), lower(CAST($unit AS VARCHAR))))
  AND ($authority IS NULL OR authority = CAST($authority AS VARCHAR))
ORDER BY authority, superior_unit, superior_title, superior_annex_id, ordinal, piece, subordinate_annex_id

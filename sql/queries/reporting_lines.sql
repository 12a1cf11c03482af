-- answers: Who answers to whom on a day, and which superiors are not held, not in force or not told apart?
-- grain: superior that a job description in force names
-- oddities: resolution says why no post is named: ambiguous (see candidates), not_in_force that day, not_held. A post of the same unit goes before one of the unit above, and that before the rest of the authority.
-- $day: optional, default today
-- $unit: optional, a part of the unit's name
-- $authority: optional, only this authority, as authorities.authority has it
SELECT
    subordinate_title, subordinate_unit, superior_words, resolution, superior_title, superior_unit, found_in, line_from, line_until,
    subordinate_annex_id, superior_annex_id, candidates, evidence_id
FROM reporting_lines
WHERE line_from <= coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp))
  AND coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp)) < coalesce(line_until, DATE '9999-12-31')
  AND ($unit IS NULL OR contains(lower(subordinate_unit), lower(CAST($unit AS VARCHAR))))
  AND ($authority IS NULL OR authority = CAST($authority AS VARCHAR))
ORDER BY authority, subordinate_unit, subordinate_title, subordinate_annex_id, ordinal, piece

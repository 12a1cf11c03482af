-- answers: Who answers to whom on a day, and which superiors are not held, not in force or not told apart?
-- grain: superior that a job description in force names; and subordinate that one names, where its own description leads to no superior
-- oddities: resolution says why no post is named: ambiguous (see candidates), not_in_force that day, not_held. A post of the same unit goes before one of the unit above, and that before the rest of the authority. stated_as tells whose description says so; evidence_id leads to its words. is_confirmed as in reporting_lines and named_subordinates.
-- $day: optional, default today
-- $unit: optional, a part of the unit's name
-- $authority: optional, only this authority, as authorities.authority has it
WITH asked AS (SELECT coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp)) AS day),
own AS (
    SELECT r.* FROM reporting_lines AS r, asked AS a
    WHERE r.line_from <= a.day AND a.day < coalesce(r.line_until, DATE '9999-12-31')
),
both_sides AS (
    SELECT authority, subordinate_title, subordinate_unit, superior_words, resolution, superior_title, superior_unit, found_in, line_from, line_until,
           subordinate_annex_id, superior_annex_id, candidates, evidence_id, 'reports_to' AS stated_as, is_confirmed, ordinal, piece
    FROM own
    UNION ALL
    SELECT n.authority, n.subordinate_title, n.subordinate_unit, n.superior_title, n.resolution, n.superior_title, n.superior_unit,
           CASE n.found_in WHEN 'unit_below' THEN 'unit_above' WHEN 'unit_above' THEN 'unit_below' ELSE n.found_in END, n.line_from, n.line_until, n.subordinate_annex_id, n.superior_annex_id, n.candidates, n.evidence_id, 'subordinates', n.is_confirmed, n.ordinal, n.piece
    FROM named_subordinates AS n, asked AS a
    WHERE n.line_from <= a.day AND a.day < coalesce(n.line_until, DATE '9999-12-31')
      AND n.resolution = 'resolved' AND n.is_confirmed IS DISTINCT FROM false
      AND n.subordinate_position_id NOT IN (SELECT o.subordinate_position_id FROM own AS o WHERE o.resolution = 'resolved')
)
SELECT
    subordinate_title, subordinate_unit, superior_words, resolution, superior_title, superior_unit, found_in, line_from, line_until,
    subordinate_annex_id, superior_annex_id, candidates, evidence_id, stated_as, is_confirmed
FROM both_sides
WHERE ($unit IS NULL OR contains(lower(subordinate_unit), lower(CAST($unit AS VARCHAR))))
  AND ($authority IS NULL OR authority = CAST($authority AS VARCHAR))
ORDER BY authority, subordinate_unit, subordinate_title, subordinate_annex_id, stated_as, ordinal, piece

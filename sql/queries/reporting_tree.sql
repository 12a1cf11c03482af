-- answers: Which posts does a unit have on a day, with those of the units below it, and whom does each answer to?
-- grain: post in force (annex), and superior that it names; one row for a post that names none
-- oddities: resolution says why no post is named as the superior: ambiguous, not_in_force that day, not_held; NULL where the description names no superior.
-- $authority: the authority, as authorities.authority has it
-- $unit: optional, only this unit and those below it, as the descriptions write it ("Osakond, talitus")
-- $day: optional, default today
SELECT
    p.annex_id, p.title, p.unit, p.staff_group, l.superior_words, l.resolution, l.superior_annex_id, l.superior_title, l.superior_unit,
    l.evidence_id
FROM annexes_in_force_on(coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp))) AS a
JOIN positions AS p ON p.annex_id = a.annex_id
JOIN directives AS d ON d.directive_id = p.directive_id
LEFT JOIN (
    SELECT * FROM reporting_lines
    WHERE authority = CAST($authority AS VARCHAR)
      AND line_from <= coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp))
      AND coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp)) < coalesce(line_until, DATE '9999-12-31')
) AS l ON l.subordinate_position_id = p.position_id
WHERE d.authority = CAST($authority AS VARCHAR)
  AND ($unit IS NULL OR unit_path(p.unit)[:len(unit_path(CAST($unit AS VARCHAR)))] = unit_path(CAST($unit AS VARCHAR)))
ORDER BY unit_path(p.unit), p.title, p.annex_id, p.position_id, l.ordinal, l.piece

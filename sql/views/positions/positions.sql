-- table: Job descriptions; of one that goes on in further files with what those say. directive_id and annex_id are NULL where no act is known (finding job_description_without_directive).
-- position_id: readable id: the file and the description's turn in it
-- annex_id: annex it is
-- directive_id: directive that approved it
-- document_id: document that contains it
-- file_id: file that contains it, or its beginning
-- title: name of the position
-- unit: unit
-- reports_to: whom it reports to
-- subordinates: who reports to it
-- substitutes_for: whom it substitutes for
-- substituted_by: who substitutes for it
-- staff_group: ametnik or töötaja; NULL where the text does not tell
-- purpose: purpose
-- special_conditions: special conditions
-- education: education asked for
-- experience: experience asked for
-- experience_years: first figure of years asked for
-- rights: rights
-- liability: liability
-- other: other labels with their values
-- layout: layout that fitted
-- span_start: first code point in the file's text, from 0
-- span_end: code point after the last
-- page_number: page on which it begins, from 1
-- key: position_id
-- pair: position_id, title
-- pair: file_id, title, unit
-- pair: file_id, span_start
-- pair: position_id
WITH rests AS (
    -- arg_min passes over NULL: the first further file that has a field gives it.
    SELECT r.position_id,
           arg_min(p.unit, r.piece) AS unit,
           arg_min(p.reports_to, r.piece) AS reports_to,
           arg_min(p.subordinates, r.piece) AS subordinates,
           arg_min(p.substitutes_for, r.piece) AS substitutes_for,
           arg_min(p.substituted_by, r.piece) AS substituted_by,
           arg_min(p.staff_group, r.piece) AS staff_group,
           arg_min(p.purpose, r.piece) AS purpose,
           arg_min(p.special_conditions, r.piece) AS special_conditions,
           arg_min(p.education, r.piece) AS education,
           arg_min(p.experience, r.piece) AS experience,
           arg_min(p.experience_years, r.piece) AS experience_years,
           arg_min(p.rights, r.piece) AS rights,
           arg_min(p.liability, r.piece) AS liability,
           flatten(list(p.other ORDER BY r.piece) FILTER (p.other IS NOT NULL)) AS other
    FROM position_rests AS r JOIN base.positions AS p ON p.position_id = r.rest_position_id
    GROUP BY r.position_id
)
SELECT
    p.position_id, l.annex_id, l.directive_id, p.document_id, p.file_id, p.title,
    coalesce(p.unit, r.unit) AS unit, coalesce(p.reports_to, r.reports_to) AS reports_to,
    coalesce(p.subordinates, r.subordinates) AS subordinates, coalesce(p.substitutes_for, r.substitutes_for) AS substitutes_for,
    coalesce(p.substituted_by, r.substituted_by) AS substituted_by, coalesce(p.staff_group, r.staff_group) AS staff_group,
    coalesce(p.purpose, r.purpose) AS purpose, coalesce(p.special_conditions, r.special_conditions) AS special_conditions,
    coalesce(p.education, r.education) AS education, coalesce(p.experience, r.experience) AS experience,
    coalesce(p.experience_years, r.experience_years) AS experience_years, coalesce(p.rights, r.rights) AS rights,
    coalesce(p.liability, r.liability) AS liability,
    CASE WHEN r.other IS NULL THEN p.other ELSE list_concat(p.other, r.other) END AS other,
    p.layout, p.span_start, p.span_end, p.page_number
FROM base.positions AS p
JOIN position_places AS l ON l.position_id = p.position_id
LEFT JOIN rests AS r ON r.position_id = p.position_id

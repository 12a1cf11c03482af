-- table: Job descriptions; of one that goes on in further files with what those say. What a person ruled on a field stands in place of
-- what was read (position_fields has the ruling). directive_id and annex_id are NULL where no act is known (finding job_description_without_directive).
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
-- staff_group: ametnik or töötaja; NULL where the text does not say
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
-- together: document_of(document_id)
-- reads: base.positions by document_of(document_id)
-- reads: position_places by document_of(position_id)
-- reads: position_rests by document_of(rest_position_id)
-- reads: position_rulings by document_of(position_id)
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
),
-- What persons ruled, by the name of the field.
ruled AS (
    SELECT position_id, map(list(field), list(value)) AS given FROM position_rulings GROUP BY 1
)
SELECT
    p.position_id, l.annex_id, l.directive_id, p.document_id, p.file_id, coalesce(g.given['title'], p.title) AS title,
    coalesce(g.given['unit'], p.unit, r.unit) AS unit, coalesce(g.given['reports_to'], p.reports_to, r.reports_to) AS reports_to,
    coalesce(g.given['subordinates'], p.subordinates, r.subordinates) AS subordinates,
    coalesce(g.given['substitutes_for'], p.substitutes_for, r.substitutes_for) AS substitutes_for,
    coalesce(g.given['substituted_by'], p.substituted_by, r.substituted_by) AS substituted_by,
    coalesce(g.given['staff_group'], p.staff_group, r.staff_group) AS staff_group,
    coalesce(g.given['purpose'], p.purpose, r.purpose) AS purpose,
    coalesce(g.given['special_conditions'], p.special_conditions, r.special_conditions) AS special_conditions,
    coalesce(g.given['education'], p.education, r.education) AS education,
    coalesce(g.given['experience'], p.experience, r.experience) AS experience,
    CASE WHEN g.given['experience'] IS NULL THEN coalesce(p.experience_years, r.experience_years)
         ELSE try_cast(nullif(regexp_extract(g.given['experience'], '(\d{1,2})[ -]?a', 1), '') AS INTEGER) END AS experience_years,
    coalesce(g.given['rights'], p.rights, r.rights) AS rights, coalesce(g.given['liability'], p.liability, r.liability) AS liability,
    CASE WHEN r.other IS NULL THEN p.other ELSE list_concat(p.other, r.other) END AS other,
    p.layout, p.span_start, p.span_end, p.page_number
FROM base.positions AS p
JOIN position_places AS l ON l.position_id = p.position_id
LEFT JOIN rests AS r ON r.position_id = p.position_id
LEFT JOIN ruled AS g ON g.position_id = p.position_id

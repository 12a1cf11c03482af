-- table: Job descriptions. directive_id and annex_id are NULL where no act is known (finding job_description_without_directive).
-- position_id: readable id: the file and the description's turn in it
-- annex_id: annex it is
-- directive_id: directive that approved it
-- document_id: document it stands in
-- file_id: file it stands in
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
SELECT
    p.position_id, l.annex_id, l.directive_id, p.document_id, p.file_id, p.title, p.unit, p.reports_to, p.subordinates,
    p.substitutes_for, p.substituted_by, p.staff_group, p.purpose, p.special_conditions, p.education, p.experience,
    p.experience_years, p.rights, p.liability, p.other, p.layout, p.span_start, p.span_end, p.page_number
FROM base.positions AS p JOIN position_places AS l ON l.position_id = p.position_id

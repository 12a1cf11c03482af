-- table: Annexes of directives and the days of their force. An annex that its directive approves and no file holds
-- is a row too, without text and with is_text_held false (finding annex_missing). One that no page lists any
-- more is a row for what was known of it before (unlisted_on); it is never in force.
-- annex_id: directive_id, "#" and the annex number ("-1", "-2" … where annexes have none)
-- directive_id: directive it belongs to
-- annex_number: number as text; NULL where it has none
-- title: title
-- kind: what it is (ametijuhend, kord, …); NULL where that is not clear
-- in_force_from: first day in force; NULL where undecided
-- in_force_from_basis: stated, clause, signing, registration, ruling, condition or unknown; unlisted where unlisted_on is set
-- applied_from: first day it applies, where the text says so; else NULL (it applies from in_force_from)
-- in_force_until: first day no longer in force; NULL: no end is known
-- in_force_until_basis: basis of the end (ruling: a person decided), or of the doubt
-- ended_by: directive that ends it
-- ended_by_revocation_id: revocation that ends it; NULL where a new wording replaces it
-- undecided_from: first day on which it is not known whether it is in force; NULL: no such day
-- in_force_from_effect_id: sentence that gives the first day, or leaves it open; NULL where none does
-- ended_by_effect_id: sentence that ends it, or may
-- approved_by_effect_id: sentence of its directive that approves it; NULL where none was read
-- approval_quote: the words of that sentence
-- approval_evidence_id: their place, for `kehtiv show`
-- is_text_held: whether one of its files is held
-- text: its words; for an annex in several files (finding annex_in_several_files) those of all, in order
-- file_id: file they come from, or begin in
-- part_id: part of that file
-- span_start: first code point in the file's text, from 0
-- span_end: code point after the last
-- page_number: page on which it begins, from 1; NULL without pages
-- known_from_on: day (Estonia) a file that holds or promises it was first seen
-- unlisted_on: day (Estonia) since which no page lists a file that holds or promises it; NULL where one does
-- in_force_from_ruling_id: ruling that gives the first day (basis ruling); NULL where none does
-- in_force_until_ruling_id: ruling that the end, or the doubt that is left, is based on; NULL where there is none
-- decided_by: role or name of who ruled on the end, else on the start; NULL where nobody did
-- decided_on: day (Estonia) of that ruling
-- because: the reason of that ruling; NULL where its document was withdrawn
-- annex_row: number of the row, from 1, in the order of the rows; another one in each published file. What is derived of annexes is
-- joined with them by it in half the time that their ids take
-- inner: annex_row
-- key: annex_id
-- pair: annex_id, title
-- pair: directive_id, text, is_text_held
-- pair: annex_id
-- pair: directive_id, title
-- together: annex_id
-- reads: annex_identity AS a by annex_id
-- reads: annex_knowledge by annex_id
-- reads: annex_parts AS l by first_part_id of a: part_id
-- reads: base.texts by file_id of a: file_id
-- reads: base.texts AS m by file_id of l: file_id
-- reads: annex_approvals AS p by annex_id
-- reads: effects by effect_id of p: effect_id
-- whole: rulings
-- numbered: annex_row
WITH now_known AS (SELECT * FROM annex_knowledge WHERE known_until_on IS NULL),
-- The ids alone are sorted here: with the texts they would not fit the memory.
numbered AS (
    SELECT annex_id, CAST(row_number() OVER (ORDER BY directive_id, try_cast(annex_number AS DOUBLE), annex_number, annex_id) AS INTEGER) AS annex_row
    FROM annex_identity
),
later_pieces AS (
    SELECT p.first_part_id, string_agg(substring(t.text, p.span_start + 1, p.span_end - p.span_start), chr(10) ORDER BY p.piece) AS words
    FROM annex_parts AS p JOIN base.texts AS t ON t.file_id = p.file_id
    WHERE p.piece > 1 GROUP BY 1
)
SELECT
    a.annex_id, a.directive_id, a.annex_number, a.title, a.kind, k.in_force_from, k.in_force_from_basis, k.applied_from,
    k.in_force_until, k.in_force_until_basis, k.ended_by, k.ended_by_revocation_id, k.undecided_from, k.in_force_from_effect_id,
    k.ended_by_effect_id, e.effect_id AS approved_by_effect_id, e.quote AS approval_quote, e.evidence_id AS approval_evidence_id,
    a.part_id IS NOT NULL AS is_text_held,
    substring(t.text, a.span_start + 1, a.span_end - a.span_start) || coalesce(chr(10) || l.words, '') AS text,
    a.file_id, a.part_id, a.span_start, a.span_end, a.page_number, a.known_from_on, a.unlisted_on,
    k.in_force_from_ruling_id, k.in_force_until_ruling_id, r.decided_by, r.decided_on, r.because, n.annex_row
FROM annex_identity AS a
JOIN now_known AS k ON k.annex_id = a.annex_id
JOIN numbered AS n ON n.annex_id = a.annex_id
LEFT JOIN annex_approvals AS p ON p.annex_id = a.annex_id
LEFT JOIN effects AS e ON e.effect_id = p.effect_id
LEFT JOIN base.texts AS t ON t.file_id = a.file_id
LEFT JOIN later_pieces AS l ON l.first_part_id = a.part_id
LEFT JOIN rulings AS r ON r.ruling_id = coalesce(k.in_force_until_ruling_id, k.in_force_from_ruling_id)
ORDER BY n.annex_row

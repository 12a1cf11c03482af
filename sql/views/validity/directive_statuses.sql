-- table: What each directive was from one day to another, without a hole: before, in and after its force, suspended or in doubt.
-- directive_id: directive
-- status: not_yet, in_force, suspended, undecided or ended
-- status_before: status until status_from; NULL where there was none
-- status_from: first day of this status; NULL: it has no first day
-- status_until: first day no longer so; NULL: no end is known
-- status_reason: basis of the day (stated, clause, signing …); of a doubt the reason, as in the table undecided; NULL where suspended
-- status_by: directive that decides the status; the document where its act is unknown
-- status_effect_id: sentence that decides it; NULL where no held sentence does
-- status_quote: the words of the sentence
-- status_evidence_id: place of the words, for `kehtiv show`
-- status_page_number: their page, from 1; NULL without pages
-- is_text_public: whether its body is held from a public document; false where the document is restricted or gone;
-- NULL where no register says whether it is public, or its body is not held
-- key: directive_id, status_from
-- pair: directive_id, status, status_from
-- pair: directive_id, status
-- together: directive_id
-- reads: status_stretches by subject_id
-- reads: directives AS d by directive_id
-- reads: documents by document_id of d: document_id
-- ranges: directives by directive_id
SELECT
    d.directive_id, s.status, s.status_before, s.status_from, s.status_until, s.status_reason, s.status_by, s.status_effect_id,
    s.status_quote, s.status_evidence_id, s.status_page_number,
    CASE WHEN d.status = 'read' THEN doc.state = 'public' WHEN doc.state IN ('restricted', 'gone') THEN false END AS is_text_public
FROM status_stretches AS s
JOIN directives AS d ON d.directive_id = s.subject_id
LEFT JOIN documents AS doc ON doc.document_id = d.document_id
WHERE s.target = 'directive' AND coalesce(s.subject_id BETWEEN getvariable('first_directive') AND getvariable('last_directive'), true)
ORDER BY d.directive_id, s.status_from NULLS FIRST

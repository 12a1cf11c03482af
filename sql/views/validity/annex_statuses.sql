-- table: What each annex was from one day to another, without a hole: before, in and after its force, suspended or in doubt.
-- An annex that no page lists any more (annexes.unlisted_on) has no status.
-- annex_id: annex
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
-- is_text_public: whether its words are held from a public document; false where the document is restricted or gone;
-- NULL where no register says whether it is public, or no file of it is held
-- annex_row: number of the annex's row in annexes, by which annex_status_on(day) finds it
-- begins_on: status_from, or '-infinity' where that is NULL: what annex_status_on(day) compares, as DuckDB passes over whole blocks
-- of rows by the least and greatest value of a column, not by what a function makes of it
-- ends_on: status_until likewise, or 'infinity'
-- inner: annex_row, begins_on, ends_on
-- key: annex_id, status_from
-- pair: annex_id, status, status_from
-- pair: annex_id, status
-- together: annex_id
-- reads: status_stretches by subject_id
-- reads: annexes AS a by annex_id
-- reads: directives AS d by directive_id of a: directive_id
-- reads: files AS f by file_id of a: file_id
-- reads: documents by document_id of f: document_id
-- reads: documents AS o by document_id of d: document_id
WITH access AS (
    SELECT a.annex_id, a.annex_row,
           CASE WHEN a.is_text_held THEN d.state = 'public' WHEN d.state IN ('restricted', 'gone') THEN false END AS is_text_public
    FROM annexes AS a
    JOIN directives AS act ON act.directive_id = a.directive_id
    LEFT JOIN files AS f ON f.file_id = a.file_id
    LEFT JOIN documents AS d ON d.document_id = coalesce(f.document_id, act.document_id)
)
SELECT
    a.annex_id, s.status, s.status_before, s.status_from, s.status_until, s.status_reason, s.status_by, s.status_effect_id,
    s.status_quote, s.status_evidence_id, s.status_page_number, a.is_text_public, a.annex_row,
    coalesce(s.status_from, DATE '-infinity') AS begins_on, coalesce(s.status_until, DATE 'infinity') AS ends_on
FROM status_stretches AS s
JOIN access AS a ON a.annex_id = s.subject_id
WHERE s.target = 'annex'
-- Equal statuses stand together: of what is not yet in force nearly every row ended long ago, and is passed over in blocks.
ORDER BY list_position(['not_yet', 'in_force', 'suspended', 'undecided', 'ended'], s.status), a.annex_row, begins_on

-- table: What holds of each directive and each of its annexes from one day to another: all that the query outcome says. It stands
-- ready, so that an answer about one act reads a few rows, found by number.
-- directive_key: number of the directive (id_key), by which rows are found and in which order they stand
-- directive_id: directive
-- annex_id: annex; NULL: the directive itself
-- annex_number: number of the annex
-- title: title of the annex, or of the directive
-- institution: institution of the directive
-- act_kind: käskkiri, korraldus, otsus
-- number: number of the directive
-- directive_date: its signing day, else its day of registration
-- status: not_yet, in_force, suspended, undecided or ended
-- outcome: withdrawn, gone, restricted, draft or never_in_force where that is what matters, else the status
-- since_on: first day of this status; NULL: it has no first day
-- until_on: first day no longer so; NULL: no end is known
-- reason: basis of the day, or of the doubt, as in the table undecided
-- by_directive_id: act that ended or suspended it, or may have; NULL where it decides itself
-- by_act: that act, as people cite it
-- quote: the words that decide
-- page_number: their page, from 1; NULL without pages
-- evidence_id: their place, for `kehtiv show`
-- source_url: address of the directive's page
-- applied_from: first day it applies, where the text says so
-- is_text_held: whether a file of the annex is held; NULL of directives
-- access: access as the register gives it
-- access_basis: ground of the restriction
-- access_until: last day of the restriction
-- withdrawn_reason: why the document was withdrawn; NULL where it was not
-- withdrawn_on: day (Estonia) of the withdrawal
-- begins_on: since_on, or '-infinity' where that is NULL
-- ends_on: until_on, or 'infinity'
-- key: directive_id, annex_id, since_on
-- together: directive_id
-- reads: directives AS d by directive_id
-- reads: directive_statuses by directive_id
-- reads: annexes by directive_id
-- reads: annex_statuses by annex_row of annexes: annex_row
-- reads: directives AS b by directive_id of directive_statuses: status_by
-- reads: directives AS e by directive_id of annex_statuses: status_by
-- reads: documents by document_id of d: document_id
-- reads: takedowns by document_id of d: document_id
-- reads: files by file_id of d: heading_file_id
-- reads: parts by part_id of annexes: part_id
WITH tombstones AS (
    SELECT document_id, arg_max(cause, (withdrawn_at, tombstone_id)) AS cause, arg_max(reason, (withdrawn_at, tombstone_id)) AS reason, max(withdrawn_at) AS withdrawn_at
    FROM takedowns WHERE lifted_at IS NULL GROUP BY 1
),
things AS MATERIALIZED (
    SELECT s.directive_id, NULL::VARCHAR AS annex_id, NULL::VARCHAR AS annex_number, d.title, d.in_force_from, d.in_force_until, d.applied_from,
           s.status, s.status_from, s.status_until, s.status_by, s.status_reason, s.status_effect_id, s.status_quote, s.status_page_number,
           s.status_evidence_id, NULL::BOOLEAN AS is_text_held, NULL::VARCHAR AS part_id
    FROM directive_statuses AS s JOIN directives AS d ON d.directive_id = s.directive_id
    WHERE is_in_part(d.directive_id)
    UNION ALL
    SELECT a.directive_id, a.annex_id, a.annex_number, a.title, a.in_force_from, a.in_force_until, a.applied_from,
           s.status, s.status_from, s.status_until, s.status_by, s.status_reason, s.status_effect_id, s.status_quote, s.status_page_number,
           s.status_evidence_id, a.is_text_held, a.part_id
    FROM annex_statuses AS s JOIN annexes AS a ON a.annex_row = s.annex_row
    WHERE is_in_part(a.directive_id)
),
-- An act decides its own beginning; only a row that another act ended, suspended or put in doubt names a second act.
deciders AS (
    SELECT DISTINCT status_by AS directive_id FROM things WHERE status IN ('ended', 'suspended') OR status_reason LIKE 'end_%'
),
-- Here and below only the needed rows are joined: otherwise DuckDB would lay out all acts and files beside those of a part.
named_acts AS MATERIALIZED (
    FROM directives WHERE directive_id IN (SELECT directive_id FROM things UNION SELECT directive_id FROM deciders)
),
acts AS (
    SELECT
        d.directive_id, d.institution, d.act_kind, d.number, coalesce(d.signed_on, d.registered_on) AS directive_date, d.source_url, d.access,
        d.status AS held_as, d.heading_quote, d.heading_page_number, h.header_evidence_id, doc.state, doc.is_public, doc.access_basis,
        doc.access_until, t.cause, t.reason, t.withdrawn_at,
        concat_ws(' ', coalesce(d.act_kind, 'act'), strftime(coalesce(d.signed_on, d.registered_on), '%d.%m.%Y'), 'nr ' || d.number)
            || coalesce(' (' || d.institution || ')', '') AS named
    FROM named_acts AS d
    LEFT JOIN (FROM documents WHERE document_id IN (SELECT document_id FROM named_acts)) AS doc ON doc.document_id = d.document_id
    LEFT JOIN tombstones AS t ON t.document_id = d.document_id
    LEFT JOIN (FROM files WHERE file_id IN (SELECT heading_file_id FROM named_acts)) AS h ON h.file_id = d.heading_file_id
)
SELECT
    id_key(t.directive_id) AS directive_key, t.directive_id, t.annex_id, t.annex_number, t.title, d.institution, d.act_kind, d.number,
    d.directive_date, t.status,
    CASE
        WHEN d.cause = 'takedown' THEN 'withdrawn'
        WHEN d.state = 'gone' OR d.cause = 'gone' THEN 'gone'
        WHEN NOT d.is_public THEN 'restricted'
        WHEN d.held_as = 'draft' THEN 'draft'
        WHEN t.in_force_until <= t.in_force_from THEN 'never_in_force'
        ELSE t.status
    END AS outcome,
    t.status_from AS since_on, t.status_until AS until_on, t.status_reason AS reason, b.directive_id AS by_directive_id, b.named AS by_act,
    coalesce(t.status_quote, CASE WHEN t.status_reason = 'signing' THEN d.heading_quote END) AS quote,
    CASE WHEN t.status_effect_id IS NULL THEN CASE WHEN t.status_reason = 'signing' THEN d.heading_page_number END
         ELSE t.status_page_number END AS page_number,
    coalesce(t.status_evidence_id, CASE WHEN t.status_reason = 'signing' THEN d.header_evidence_id END, p.evidence_id) AS evidence_id,
    d.source_url, t.applied_from, t.is_text_held, d.access, d.access_basis, d.access_until, d.reason AS withdrawn_reason,
    day_in_estonia(d.withdrawn_at) AS withdrawn_on,
    coalesce(t.status_from, DATE '-infinity') AS begins_on, coalesce(t.status_until, DATE 'infinity') AS ends_on
FROM things AS t
JOIN acts AS d ON d.directive_id = t.directive_id
LEFT JOIN acts AS b ON b.directive_id = CASE WHEN t.status IN ('ended', 'suspended') OR t.status_reason LIKE 'end_%' THEN t.status_by END
LEFT JOIN (SELECT * FROM parts WHERE is_in_part(directive_id)) AS p ON p.part_id = CASE WHEN t.status_evidence_id IS NULL THEN t.part_id END
-- For one day, the rows of an act are in the order of the query outcome, so that they need not be sorted again.
ORDER BY directive_key, t.directive_id, t.annex_id IS NOT NULL, try_cast(t.annex_number AS DOUBLE), t.annex_number, t.annex_id, begins_on

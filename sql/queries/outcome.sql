-- answers: What holds of a directive, and of each of its annexes, on a day, since when, and by which sentence?
-- grain: directive (annex_id NULL), then each of its annexes
-- oddities: outcome is withdrawn, gone, restricted or draft where that is what matters, else the status: not_yet, in_force, suspended, undecided, ended or never_in_force.
-- $directive_ids: optional, only these directives and their annexes
-- $day: optional, default today
-- Days and ids are written where they are used: a subquery in their place is no value that scans can filter by.
WITH asked AS (SELECT coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp)) AS day),
tombstones AS (
    SELECT document_id, arg_max(cause, withdrawn_at) AS cause, arg_max(reason, withdrawn_at) AS reason, max(withdrawn_at) AS withdrawn_at
    FROM takedowns WHERE lifted_at IS NULL GROUP BY 1
),
things AS (
    SELECT directive_id, NULL::VARCHAR AS annex_id, NULL::VARCHAR AS annex_number, title, in_force_from, in_force_until, applied_from, status,
           status_from, status_until, status_by, status_reason, status_effect_id, NULL::BOOLEAN AS is_text_held, NULL::VARCHAR AS part_id
    FROM directive_status_on(coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp))) WHERE coalesce(list_contains(CAST($directive_ids AS VARCHAR[]), directive_id), true)
    UNION ALL
    SELECT directive_id, annex_id, annex_number, title, in_force_from, in_force_until, applied_from, status,
           status_from, status_until, status_by, status_reason, status_effect_id, is_text_held, part_id
    FROM annex_status_on(coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp))) WHERE coalesce(list_contains(CAST($directive_ids AS VARCHAR[]), directive_id), true)
),
-- A scan skips what no row here speaks of; the right side of an outer join would be read whole.
acts AS (SELECT d.* FROM directives AS d SEMI JOIN things AS t ON t.directive_id = d.directive_id),
-- An act decides its own beginning; only what another act ended, suspended or put in doubt has an act besides.
deciding AS (
    SELECT *, CASE WHEN status IN ('ended', 'suspended') OR status_reason LIKE 'end_%' THEN status_by END AS by_id FROM things
)
SELECT
    t.directive_id, t.annex_id, t.annex_number, t.title, d.institution, d.act_kind, d.number,
    coalesce(d.signed_on, d.registered_on) AS directive_date, k.day AS asked_on, t.status,
    CASE
        WHEN s.cause = 'takedown' THEN 'withdrawn'
        WHEN doc.state = 'gone' OR s.cause = 'gone' THEN 'gone'
        WHEN NOT doc.is_public THEN 'restricted'
        WHEN d.status = 'draft' THEN 'draft'
        WHEN t.in_force_until <= t.in_force_from THEN 'never_in_force'
        ELSE t.status
    END AS outcome,
    t.status_from AS since_on, t.status_until AS until_on, t.status_reason AS reason, b.directive_id AS by_directive_id,
    CASE WHEN b.directive_id IS NOT NULL
         THEN concat_ws(' ', coalesce(b.act_kind, 'act'), strftime(coalesce(b.signed_on, b.registered_on), '%d.%m.%Y'), 'nr ' || b.number)
             || coalesce(' (' || b.institution || ')', '') END AS by_act,
    coalesce(e.quote, CASE WHEN t.status_reason = 'signing' THEN d.heading_quote END) AS quote,
    CASE WHEN e.effect_id IS NULL THEN CASE WHEN t.status_reason = 'signing' THEN d.heading_page_number END ELSE e.page_number END AS page_number,
    coalesce(e.evidence_id, CASE WHEN t.status_reason = 'signing' THEN h.header_evidence_id END, p.evidence_id) AS evidence_id,
    d.source_url, t.applied_from, t.is_text_held, d.access, doc.access_basis, doc.access_until, s.reason AS withdrawn_reason,
    day_in_estonia(s.withdrawn_at) AS withdrawn_on
FROM deciding AS t
JOIN acts AS d ON d.directive_id = t.directive_id
CROSS JOIN asked AS k
LEFT JOIN (SELECT o.* FROM documents AS o SEMI JOIN acts AS c ON c.document_id = o.document_id) AS doc ON doc.document_id = d.document_id
LEFT JOIN tombstones AS s ON s.document_id = d.document_id
LEFT JOIN (SELECT o.* FROM directives AS o SEMI JOIN deciding AS c ON c.by_id = o.directive_id) AS b ON b.directive_id = t.by_id
LEFT JOIN (SELECT o.* FROM effects AS o SEMI JOIN things AS c ON c.status_effect_id = o.effect_id) AS e ON e.effect_id = t.status_effect_id
LEFT JOIN (SELECT o.* FROM files AS o SEMI JOIN acts AS c ON c.heading_file_id = o.file_id) AS h ON h.file_id = d.heading_file_id
LEFT JOIN (SELECT o.* FROM parts AS o SEMI JOIN things AS c ON c.part_id = o.part_id) AS p ON p.part_id = t.part_id
ORDER BY directive_date DESC NULLS LAST, t.directive_id, t.annex_id IS NOT NULL, try_cast(t.annex_number AS DOUBLE), t.annex_number, t.annex_id

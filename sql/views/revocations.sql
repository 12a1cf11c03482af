-- table: What a sentence revokes, one row per act or annex. Revoked points are in effects: they end neither.
-- revocation_id: readable id: the effect and the annex ("act": the whole act; "approved", "annexes": not held one by one)
-- effect_id: effect it follows from
-- revoking_directive_id: directive that revokes; NULL where the act is unknown
-- document_id: document of the sentence
-- file_id: file of the sentence
-- revoked_issuer: issuer as read
-- revoked_kind: what is revoked (käskkiri, ametijuhend, …)
-- revoked_date: date the revoked act bears
-- revoked_number: number of the revoked act
-- revoked_title: title of the revoked act
-- revoked_annex_number: annex number; NULL for the whole act, and where scope is approved or annexes and no annex of it is held
-- scope: act (the act and all its annexes), annexes, approved (only what the act approved) or attached
-- revoked_directive_id: held directive; NULL where not held or not decided
-- revoked_annex_id: held annex; NULL where not held
-- except_annexes: annexes of the act that go on
-- resolution: resolved, ambiguous or not_held
-- candidates: held directives that agree, where several do
-- effective_on: day it takes effect; NULL where undecided
-- effective_on_basis: stated, clause, signing, registration, condition or unknown
-- earliest_on: no earlier than this day even where effective_on is undecided
-- quote: the words
-- span_start: first code point in the file's text, from 0
-- span_end: code point after the last
-- page_number: page, from 1; NULL without pages
-- known_from_on: day (Estonia) these bytes of the file were first seen
WITH sentences AS (
    SELECT
        e.*, r.candidates,
        -- An act that ends itself does so on a day it names; "revoked" of itself without a day has lost its object.
        CASE WHEN NOT e.is_own THEN e.resolution
             WHEN e.effective_on IS NOT NULL OR len(e.annexes) > 0 THEN 'resolved'
             ELSE 'ambiguous' END AS target_resolution,
        CASE WHEN NOT e.is_own OR e.effective_on IS NOT NULL OR len(e.annexes) > 0 THEN e.affected_directive_id END AS target_id,
        list_transform(e.except_annexes, lambda x: lower(trim(x))) AS excepted
    FROM effects AS e
    LEFT JOIN reference_resolutions AS r ON r.reference_id = e.effect_id
    LEFT JOIN directive_identity AS spoken ON spoken.directive_id = e.directive_id
    WHERE e.effect = 'revoke' AND e.scope <> 'points' AND (e.points IS NULL OR len(e.points) = 0)
      -- A draft revokes nothing.
      AND coalesce(spoken.status, '') <> 'draft'
),
listed AS (
    SELECT s.effect_id, lower(trim(n.annex_number)) AS annex_number
    FROM sentences AS s, LATERAL (SELECT unnest(s.annexes) AS annex_number) AS n
    WHERE len(s.annexes) > 0
),
objects AS (
    SELECT l.effect_id, l.annex_number, a.annex_id
    FROM listed AS l
    JOIN sentences AS s ON s.effect_id = l.effect_id
    LEFT JOIN annex_identity AS a ON a.directive_id = s.target_id AND a.annex_number = l.annex_number
    WHERE NOT coalesce(list_contains(s.excepted, l.annex_number), false)
    UNION
    -- All annexes of a held act, or those of the kind named; each is a row.
    SELECT s.effect_id, a.annex_number, a.annex_id
    FROM sentences AS s
    JOIN annex_identity AS a ON a.directive_id = s.target_id
    WHERE coalesce(len(s.annexes), 0) = 0
      AND (s.is_every_annex OR s.scope IN ('annexes', 'approved'))
      AND NOT coalesce(list_contains(s.excepted, a.annex_number), false)
      AND (s.scope <> 'approved' OR s.kind IS NULL OR act_kind(s.kind) IS NOT NULL OR a.kind = s.kind)
),
expanded AS (
    SELECT s.*, o.annex_number AS object_number, o.annex_id AS object_id, o.effect_id IS NOT NULL AS is_annex
    FROM sentences AS s
    LEFT JOIN objects AS o ON o.effect_id = s.effect_id
)
SELECT DISTINCT
    x.effect_id || '/' || CASE
        WHEN x.is_annex THEN coalesce(x.object_number, split_part(x.object_id, '#', -1))
        WHEN x.is_every_annex THEN 'annexes'
        ELSE x.scope END AS revocation_id,
    x.effect_id,
    x.directive_id AS revoking_directive_id,
    x.document_id, x.file_id,
    x.issuer AS revoked_issuer, x.kind AS revoked_kind, x.enacted_on AS revoked_date, x.number AS revoked_number,
    x.title AS revoked_title, x.object_number AS revoked_annex_number,
    CASE WHEN x.is_every_annex AND x.scope = 'act' THEN 'annexes'
         WHEN x.is_annex AND x.scope = 'act' THEN 'annexes' ELSE x.scope END AS scope,
    x.target_id AS revoked_directive_id,
    x.object_id AS revoked_annex_id,
    x.excepted AS except_annexes,
    coalesce(x.target_resolution, 'not_held') AS resolution,
    coalesce(CASE WHEN x.target_resolution = 'ambiguous' THEN x.candidates END, []) AS candidates,
    CASE
        WHEN x.effective_on IS NOT NULL THEN x.effective_on
        WHEN x.date_rule = 'signing' THEN i.signed_on
        WHEN x.date_basis IN ('condition', 'clause') OR x.date_rule IS NOT NULL THEN NULL
        ELSE d.in_force_from
    END AS effective_on,
    CASE
        WHEN x.effective_on IS NOT NULL THEN coalesce(x.date_basis, 'stated')
        WHEN x.date_rule = 'signing' AND i.signed_on IS NOT NULL THEN 'clause'
        WHEN x.date_basis IN ('condition', 'clause') OR x.date_rule IS NOT NULL THEN 'condition'
        ELSE coalesce(d.in_force_from_basis, 'unknown')
    END AS effective_on_basis,
    d.earliest_on,
    x.quote, x.span_start, x.span_end, x.page_number, x.known_from_on
FROM expanded AS x
LEFT JOIN directive_starts AS d ON d.directive_id = x.directive_id
LEFT JOIN directive_identity AS i ON i.directive_id = x.directive_id
ORDER BY revoking_directive_id, effect_id, try_cast(revoked_annex_number AS DOUBLE), revoked_annex_number, revocation_id

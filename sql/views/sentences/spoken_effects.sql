-- publish: no
-- note: Every effect that was read, as in effects, with the day since which its file is no longer listed (unlisted_on).
-- together: document_of(document_id)
-- reads: base.effects by document_of(document_id)
-- reads: file_facts by document_of(document_id)
-- reads: directive_documents by document_of(document_id)
-- reads: reference_resolutions by document_of(document_id)
WITH by_document AS (SELECT document_id, min(directive_id) AS directive_id FROM directive_documents WHERE part_id IS NULL GROUP BY 1),
joined AS (
    SELECT
        e.*, b.directive_id, r.resolved_directive_id, r.resolution AS reference_resolution, f.version_seen_on, f.unlisted_on,
        -- What ends by its title alone is another act; an approval's title is that of its own annex.
        (number_key(e.number) IS NULL AND e.enacted_on IS NULL AND (e.title IS NULL OR e.effect IN ('approve', 'commence', 'apply')))
            OR coalesce(r.resolved_directive_id = b.directive_id, false) AS is_own
    FROM base.effects AS e
    JOIN file_facts AS f ON f.file_id = e.file_id
    LEFT JOIN by_document AS b ON b.document_id = e.document_id
    LEFT JOIN reference_resolutions AS r ON r.reference_id = e.effect_id
)
SELECT
    effect_id, file_id, document_id, directive_id, ordinal, effect, issuer, kind, enacted_on, number, title, annexes,
    is_every_annex, except_annexes, points, except_points, limit_words, scope, reference_key, is_own,
    CASE WHEN is_own THEN directive_id ELSE resolved_directive_id END AS affected_directive_id,
    CASE WHEN is_own THEN 'own' ELSE reference_resolution END AS resolution,
    effective_on, date_basis, date_rule, is_retroactive, item_title, until_on, doubt, doubt_quote, quote, span_start, span_end, page_number, boxes,
    evidence_id(file_id, span_start, span_end) AS evidence_id,
    version_seen_on AS known_from_on, unlisted_on
FROM joined

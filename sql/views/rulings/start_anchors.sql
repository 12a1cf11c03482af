-- publish: no
-- note: The words by which a ruling on a first day in force finds its sentence again, and what the machine makes of it: for each
-- sentence on an act's own start that leaves it open, or in whose document a ruling was made.
-- together: directive_id
-- reads: spoken_effects AS e by directive_id
-- reads: document_acts by document_id of e: document_id
-- reads: base.texts by file_id of e: file_id
-- whole: given_rulings
WITH started AS (
    SELECT
        e.effect_id, coalesce(o.original_id, e.document_id) AS document_id, e.file_id, e.directive_id, e.reference_key, e.span_start, e.span_end, e.page_number, e.evidence_id,
        e.effect, e.effective_on, e.doubt, e.unlisted_on, e.known_from_on,
        -- Of the act as a whole; else of the annexes that it names (annex_effects).
        e.effect = 'commence' AND e.scope IN ('act', 'attached') AND e.annexes IS NULL AND NOT e.is_every_annex AND e.points IS NULL AS is_of_act,
        e.doubt IS NOT NULL OR (e.effective_on IS NULL AND e.date_rule IS DISTINCT FROM 'signing') AS is_open,
        coalesce(e.date_basis, e.date_rule, 'unknown') AS basis
    FROM spoken_effects AS e
    LEFT JOIN document_acts AS o ON o.document_id = e.document_id
    WHERE e.is_own AND e.directive_id IS NOT NULL AND NOT e.is_retroactive AND e.effect IN ('approve', 'commence')
      AND (e.effective_on IS NOT NULL OR e.date_basis IS NOT NULL OR e.date_rule IS NOT NULL OR e.doubt IS NOT NULL)
),
said AS (
    SELECT directive_id, list(DISTINCT effective_on ORDER BY effective_on) FILTER (effective_on IS NOT NULL AND doubt IS NULL) AS days
    FROM started WHERE unlisted_on IS NULL GROUP BY 1
),
asked AS (
    SELECT s.*, coalesce(d.days, []) AS days
    FROM started AS s LEFT JOIN said AS d ON d.directive_id = s.directive_id
    WHERE s.is_open OR len(d.days) > 1 OR s.document_id IN (SELECT document_id FROM given_rulings)
),
folded_texts AS MATERIALIZED (
    SELECT t.file_id, t.text, folded_words(t.text) AS whole FROM base.texts AS t WHERE t.file_id IN (SELECT file_id FROM asked)
),
words AS (
    SELECT a.effect_id, unnest(anchor_of(t.text, t.whole, a.span_start, a.span_end))
    FROM asked AS a JOIN folded_texts AS t ON t.file_id = a.file_id
)
SELECT
    a.*, w.* EXCLUDE (effect_id),
    'basis: ' || a.basis || coalesce('; doubt: ' || a.doubt, '') || CASE WHEN len(a.days) > 0 THEN '; days: ' || array_to_string(a.days, ' ') ELSE '' END
        AS premises
FROM asked AS a JOIN words AS w ON w.effect_id = a.effect_id
WHERE length(w.quote) > 0

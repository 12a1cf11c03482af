-- publish: no
-- note: The words by which a ruling finds its sentence again, and what the machine makes of it: for each ending sentence that is
-- in doubt, and each sentence of a document in which a ruling was made. Blanks are folded and letters composed (NFC), so that a
-- new reading that sets the same words otherwise gives the same text_sha256. quote_number: how often the quote stands in its file.
-- together: document_of(file_id)
-- reads: spoken_effects by document_of(document_id)
-- reads: document_acts by document_of(document_id)
-- reads: ending_sentences by document_of(document_id)
-- reads: read_endings by document_of(effect_id)
-- reads: base.texts by document_of(root_file_id)
-- whole: given_rulings
WITH spoken AS (
    SELECT e.* REPLACE (coalesce(o.original_id, e.document_id) AS document_id)
    FROM spoken_effects AS e LEFT JOIN document_acts AS o ON o.document_id = e.document_id
),
asked AS (
    SELECT effect_id FROM read_endings WHERE undecided_from IS NOT NULL AND effect_id IS NOT NULL
    UNION
    SELECT effect_id FROM spoken WHERE document_id IN (SELECT document_id FROM given_rulings)
),
extended AS (
    SELECT effect_id FROM read_endings WHERE basis = 'unknown' AND said_from IS NOT NULL AND said_until IS NULL AND effect_id IS NOT NULL
),
told AS (
    SELECT effect_id, min(resolution) AS resolution, min(array_to_string(candidates, ' ')) AS candidates,
           min(revoked_directive_id) AS target_id,
           -- Where it is open whether an extension counts, the day that the sentence says is one of several.
           CASE WHEN effect_id NOT IN (FROM extended) THEN min(effective_on) END AS effective_on,
           CASE WHEN effect_id NOT IN (FROM extended) THEN min(effective_on_basis) ELSE 'unknown' END AS effective_on_basis,
           min(open_reason) AS open_reason, bool_or(is_of_part) AS is_of_part, min(start_ruling_id) AS start_ruling_id,
           bool_or(is_day_of_act) AS is_day_of_act
    FROM ending_sentences WHERE effect_id IN (SELECT effect_id FROM asked) GROUP BY 1
),
-- The annexes that it may end, and those that it ends for certain, each by the last part of its id.
touched AS (
    SELECT
        effect_id,
        list(DISTINCT split_part(annex_id, '#', -1)) FILTER (basis IN ('ambiguous', 'doubt', 'part', 'kind_unknown')) AS open_annexes,
        list(DISTINCT split_part(annex_id, '#', -1)) FILTER (basis NOT IN ('ambiguous', 'doubt', 'part', 'kind_unknown')) AS sure_annexes
    FROM read_endings WHERE target = 'annex' AND effect_id IN (SELECT effect_id FROM asked) GROUP BY 1
),
-- Each text is folded once, however many of its sentences are asked about.
folded_texts AS MATERIALIZED (
    SELECT t.file_id, t.text, folded_words(t.text) AS whole FROM base.texts AS t
    WHERE t.file_id IN (SELECT e.file_id FROM spoken_effects AS e WHERE e.effect_id IN (SELECT effect_id FROM asked))
),
words AS (
    SELECT e.effect_id, unnest(anchor_of(t.text, t.whole, e.span_start, e.span_end))
    FROM spoken_effects AS e
    JOIN folded_texts AS t ON t.file_id = e.file_id
    WHERE e.effect_id IN (SELECT effect_id FROM asked)
)
SELECT
    e.effect_id, e.document_id, e.file_id, e.directive_id, e.reference_key, e.span_start, e.span_end, e.page_number, e.evidence_id,
    e.is_retroactive, e.unlisted_on, e.doubt, e.effect, w.* EXCLUDE (effect_id),
    t.effect_id IS NOT NULL AS is_ending, t.resolution, t.candidates, t.target_id, t.effective_on, t.effective_on_basis, t.open_reason,
    t.is_of_part, t.start_ruling_id, t.is_day_of_act,
    in_order(coalesce(a.open_annexes, [])) AS open_annexes, in_order(coalesce(a.sure_annexes, [])) AS sure_annexes,
    -- Nothing but the event is open: once its day is known, so is what ends.
    coalesce(e.doubt = 'condition', false) AND e.scope <> 'part' AND e.limit_words IS NULL AND coalesce(len(e.except_points), 0) = 0
        AS is_only_day_open,
    'candidates: ' || coalesce(t.candidates, '') AS act_premises,
    'basis: ' || coalesce(t.effective_on_basis, 'none') || coalesce('; doubt: ' || e.doubt, '') AS day_premises,
    'annexes: ' || array_to_string(in_order(coalesce(a.open_annexes, [])), ', ') AS annex_premises,
    'effect: ' || e.effect || coalesce('; doubt: ' || e.doubt, '') AS effect_premises
FROM spoken AS e
JOIN words AS w ON w.effect_id = e.effect_id
LEFT JOIN told AS t ON t.effect_id = e.effect_id
LEFT JOIN touched AS a ON a.effect_id = e.effect_id
WHERE length(w.quote) > 0

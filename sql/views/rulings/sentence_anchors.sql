-- publish: no
-- note: The words by which a ruling finds its sentence again, and what the machine makes of it: for each ending sentence that is
-- in doubt, or in whose document a ruling was made. Blanks are folded and letters composed (NFC), so that a new reading that
-- sets the same words otherwise gives the same text_sha256. quote_number: how often the quote stands in its file.
WITH asked AS (
    SELECT effect_id FROM read_endings WHERE undecided_from IS NOT NULL AND effect_id IS NOT NULL
    UNION
    SELECT effect_id FROM ending_sentences WHERE document_id IN (SELECT document_id FROM base.rulings)
),
told AS (
    SELECT effect_id, min(resolution) AS resolution, min(array_to_string(candidates, ' ')) AS candidates,
           min(revoked_directive_id) AS target_id, min(effective_on) AS effective_on, min(effective_on_basis) AS effective_on_basis,
           min(open_reason) AS open_reason
    FROM ending_sentences WHERE effect_id IN (SELECT effect_id FROM asked) GROUP BY 1
),
words AS (
    SELECT
        e.effect_id, folded_words(t.text) AS whole,
        folded_words(substring(t.text, e.span_start + 1, e.span_end - e.span_start)) AS quote,
        right(folded_words(substring(t.text, greatest(e.span_start - 199, 1), least(e.span_start, 200))), 40) AS words_before,
        left(folded_words(substring(t.text, e.span_end + 1, 200)), 40) AS words_after
    FROM spoken_effects AS e
    JOIN base.texts AS t ON t.file_id = e.file_id
    WHERE e.effect_id IN (SELECT effect_id FROM told)
)
SELECT
    e.effect_id, e.document_id, e.file_id, e.directive_id, e.reference_key, e.span_start, e.span_end, e.page_number, e.evidence_id,
    e.is_retroactive, e.unlisted_on, w.quote, w.words_before, w.words_after,
    CAST((length(w.whole) - length(replace(w.whole, w.quote, ''))) / length(w.quote) AS INTEGER) AS quote_number,
    sha256(w.words_before || chr(31) || w.quote || chr(31) || w.words_after) AS text_sha256,
    t.resolution, t.candidates, t.target_id, t.effective_on, t.effective_on_basis, t.open_reason,
    -- Nothing but the event is open: once its day is known, so is what ends.
    coalesce(e.doubt = 'condition', false) AND e.scope <> 'part' AND e.limit_words IS NULL AND coalesce(len(e.except_points), 0) = 0
        AS is_only_day_open,
    'candidates: ' || t.candidates AS act_premises, 'basis: ' || t.effective_on_basis || coalesce('; doubt: ' || e.doubt, '') AS day_premises
FROM spoken_effects AS e
JOIN told AS t ON t.effect_id = e.effect_id
JOIN words AS w ON w.effect_id = e.effect_id
WHERE length(w.quote) > 0

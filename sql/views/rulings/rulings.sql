-- table: What persons decided where a sentence leaves something open (journal rulings.jsonl), and whether it counts today.
-- ruling_id: id of the ruling
-- question: which_act (which of several acts a sentence means) or end_day (on which day what it ends ends)
-- state: applied; confirmed (the machine says the same by now); contested (what the machine said has changed, or the day
-- cannot be: it is not applied); ambiguous (the quote stands several times in its file); orphaned (the quote is gone);
-- conflicting (two rulings disagree, and neither applies); withdrawn
-- state_reason: why it is contested: premises_changed, end_before_start or before_signing; NULL otherwise
-- outcome: directive_id or none; a day (ISO), the first no longer in force; or unsure
-- because: the reason given; NULL where the document was withdrawn
-- decided_by: role or name of who decided
-- decided_on: day (Estonia) of the ruling: the second clock knows it from then on
-- look_again_on: day on which to look again, where the outcome is unsure
-- withdrawn_on: day on which the ruling was withdrawn; NULL where it stands
-- document_id: document of the sentence
-- quote: the words, blanks folded; NULL where the document was withdrawn
-- words_before: up to forty characters before them
-- words_after: up to forty characters after them
-- text_sha256: digest of words_before, quote and words_after, by which the sentence is found again
-- reference_key: the act that the sentence names, where it holds several effects
-- premises: what the machine said when it was decided
-- premises_now: what it says now; NULL where the quote is gone
-- effect_id: sentence, as read now; NULL where the quote is gone
-- evidence_id: its place, for `kehtiv show`
-- key: ruling_id
-- pair: ruling_id
WITH places AS (
    SELECT r.ruling_id, a.*, CASE r.question WHEN 'which_act' THEN a.act_premises ELSE a.day_premises END AS premises_now,
           CASE r.question
               WHEN 'which_act' THEN a.resolution = 'resolved' AND a.target_id = r.outcome
               ELSE coalesce(a.effective_on = try_cast(r.outcome AS DATE), false) END AS is_same,
           CASE WHEN r.question = 'end_day' AND try_cast(r.outcome AS DATE) < s.in_force_from THEN 'end_before_start'
                WHEN r.question = 'end_day' AND NOT a.is_retroactive AND try_cast(r.outcome AS DATE) < i.signed_on
                    THEN 'before_signing' END AS fault
    FROM base.rulings AS r
    JOIN sentence_anchors AS a ON a.document_id = r.document_id AND a.text_sha256 = r.text_sha256
        AND a.reference_key IS NOT DISTINCT FROM r.reference_key AND a.unlisted_on IS NULL
    LEFT JOIN directive_identity AS i ON i.directive_id = a.directive_id
    LEFT JOIN directive_starts AS s ON s.directive_id = a.target_id
),
found AS (
    SELECT ruling_id, min(effect_id) AS effect_id, min(evidence_id) AS evidence_id, bool_and(is_same) AS is_same,
           min(fault) AS fault, min(premises_now) AS premises_now, max(premises_now) AS last_premises_now,
           max(file_turn) > 1 AS is_ambiguous
    FROM (SELECT *, dense_rank() OVER (PARTITION BY ruling_id, file_id ORDER BY span_start) AS file_turn FROM places)
    GROUP BY 1
),
disputed AS (
    SELECT question, document_id, text_sha256, reference_key FROM base.rulings
    WHERE withdrawn_on IS NULL AND outcome <> 'unsure'
    GROUP BY ALL HAVING count(DISTINCT outcome) > 1
),
judged AS (
    SELECT
        r.*, f.premises_now, f.effect_id, f.evidence_id, f.fault,
        CASE
            WHEN r.withdrawn_on IS NOT NULL THEN 'withdrawn'
            WHEN f.ruling_id IS NULL THEN 'orphaned'
            WHEN f.is_ambiguous THEN 'ambiguous'
            WHEN d.question IS NOT NULL AND r.outcome <> 'unsure' THEN 'conflicting'
            WHEN f.is_same THEN 'confirmed'
            WHEN f.premises_now <> r.premises OR f.last_premises_now <> r.premises OR f.fault IS NOT NULL THEN 'contested'
            ELSE 'applied'
        END AS state
    FROM base.rulings AS r
    LEFT JOIN found AS f ON f.ruling_id = r.ruling_id
    LEFT JOIN disputed AS d ON d.question = r.question AND d.document_id = r.document_id AND d.text_sha256 = r.text_sha256
        AND d.reference_key IS NOT DISTINCT FROM r.reference_key
)
SELECT
    ruling_id, question, state,
    CASE WHEN state = 'contested' THEN coalesce(fault, 'premises_changed') END AS state_reason,
    outcome, because, decided_by, decided_on, look_again_on, withdrawn_on, document_id, quote, words_before, words_after,
    text_sha256, reference_key, premises, premises_now, effect_id, evidence_id
FROM judged
ORDER BY ruling_id

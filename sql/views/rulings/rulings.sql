-- table: What persons decided where a sentence leaves something open (journal rulings.jsonl), and whether it counts today.
-- ruling_id: id of the ruling
-- question: which_act (which of several acts a sentence means), end_day (on which day what it ends ends), start_day (on which
-- day what it puts into force begins), which_annexes (which annexes it ends), effect_of_sentence (whether it ends anything),
-- annex_number (which promised number an annex bears), same_position (which post a job description continues),
-- field_of_position (which field of a job description words fill, and what they say) or same_act (whether an entry of a register
-- is the act of another one)
-- state: applied; confirmed (the machine says the same by now); contested (what the machine said has changed, or the outcome
-- cannot be: it is not applied); ambiguous (the quote stands more often than when it was decided, or twice with the same words
-- around it); orphaned (the quote is gone); conflicting (two rulings disagree, or posts continue one another in a circle: none applies); proposed (a second person
-- must rule the same); withdrawn
-- state_reason: why it is contested: premises_changed, quote_number_changed, not_read (the words are there, no effect is read in
-- them), end_before_start, before_signing, contradicts_quote or not_a_candidate; NULL otherwise
-- outcome: directive_id or none (same_act: document_id or none); a day (ISO): the first in force, or the first no longer in force; annexes by the last part of
-- their ids, all or none; ends or nothing; a number or none; an annex_id or none; a field with its value (unit: Arhiiv)
-- or none; or unsure
-- because: the reason given; NULL where the document was withdrawn
-- decided_by: role or name of who decided
-- decided_on: day (Estonia) of the ruling
-- counts_from_on: day from which it decides: the second clock knows it from then on; NULL while a second person is waited for
-- look_again_on: day on which to look again, where the outcome is unsure
-- withdrawn_on: day on which the ruling was withdrawn; NULL where it stands
-- document_id: document of the sentence
-- quote: the words, blanks folded; NULL where the document was withdrawn
-- words_before: up to forty characters before them
-- words_after: up to forty characters after them
-- quote_number: how often the quote stood in its file when it was decided
-- text_sha256: digest of words_before, quote and words_after, by which the sentence is found again
-- reference_key: the act that the sentence names, where it holds several effects
-- premises: what the machine said when it was decided
-- premises_now: what it says now; NULL where the quote is gone
-- file_sha256: the file over which it was decided, for the record
-- reader_version: the readers over which it was decided, for the record
-- effect_id: sentence, as read now; NULL where the quote is gone
-- evidence_id: its place, for `kehtiv show`
-- directive_id: directive that it is about, or whose sentence it is about; NULL where none is known
-- annex_id: annex that it is about as a whole (annex_number, same_position, field_of_position); NULL otherwise
-- key: ruling_id
-- pair: ruling_id
WITH places AS (
    SELECT
        r.ruling_id, a.effect_id, a.evidence_id, a.file_id, a.span_start, a.quote_number,
        ruling_premises(r.question, a.act_premises, a.day_premises, a.annex_premises, a.effect_premises) AS premises_now,
        coalesce(CASE r.question
            WHEN 'which_act' THEN (a.resolution = 'resolved' AND a.target_id = r.outcome) OR (a.resolution = 'not_held' AND r.outcome = 'none')
            WHEN 'end_day' THEN a.start_ruling_id IS NULL AND a.open_reason IS NULL AND a.effective_on = try_cast(r.outcome AS DATE)
            WHEN 'which_annexes' THEN a.is_ending AND len(a.open_annexes) = 0 AND array_to_string(a.sure_annexes, ', ') = r.outcome
            ELSE a.doubt IS NULL AND a.is_ending = (r.outcome = 'ends') END, false) AS is_same,
        CASE WHEN r.outcome = 'unsure' THEN NULL
             WHEN r.question = 'end_day' AND try_cast(r.outcome AS DATE) < s.in_force_from THEN 'end_before_start'
             WHEN r.question = 'end_day' AND NOT a.is_retroactive AND try_cast(r.outcome AS DATE) < i.signed_on THEN 'before_signing'
             WHEN r.question = 'which_act' AND r.outcome <> 'none' AND NOT list_contains(string_split(a.candidates, ' '), r.outcome)
                 THEN 'not_a_candidate'
             WHEN r.question = 'which_annexes' AND r.outcome NOT IN ('all', 'none')
                  AND NOT list_has_all(a.open_annexes, string_split(r.outcome, ', ')) THEN 'not_a_candidate'
             WHEN r.question = 'effect_of_sentence' AND r.outcome = 'ends' AND a.effect NOT IN ('revoke', 'amend') THEN 'not_a_candidate' END AS fault
    FROM given_rulings AS r
    JOIN sentence_anchors AS a ON a.document_id = r.document_id AND a.text_sha256 = r.text_sha256
        AND a.reference_key IS NOT DISTINCT FROM r.reference_key AND a.unlisted_on IS NULL
    LEFT JOIN directive_identity AS i ON i.directive_id = a.directive_id
    LEFT JOIN directive_starts AS s ON s.directive_id = a.target_id
    WHERE r.question IN ('which_act', 'end_day', 'which_annexes', 'effect_of_sentence')
    UNION ALL BY NAME
    -- Both job descriptions must be held; that they are one post is for the person to say.
    SELECT r.ruling_id, NULL AS effect_id, a.evidence_id, a.file_id, a.span_start, a.quote_number, r.premises AS premises_now, false AS is_same,
           CASE WHEN r.outcome NOT IN ('unsure', 'none') AND (i.annex_id IS NULL OR o.annex_id IS NULL OR o.annex_id = i.annex_id)
                THEN 'not_a_candidate' END AS fault
    FROM given_rulings AS r
    JOIN part_anchors AS a ON a.document_id = r.document_id AND a.text_sha256 = r.text_sha256 AND a.unlisted_on IS NULL
    LEFT JOIN annex_identity AS i ON i.part_id = a.part_id
    LEFT JOIN annex_identity AS o ON o.annex_id = r.outcome AND o.unlisted_on IS NULL
    WHERE r.question = 'same_position'
),
found AS (
    SELECT ruling_id, min(effect_id) AS effect_id, min(evidence_id) AS evidence_id, bool_and(is_same) AS is_same,
           min(fault) AS fault, min(premises_now) AS premises_now, max(premises_now) AS last_premises_now,
           min(quote_number) AS least_number, max(quote_number) AS most_number, max(place_turn) > 1 AS is_repeated
    FROM (SELECT *, dense_rank() OVER (PARTITION BY ruling_id, file_id ORDER BY span_start) AS place_turn FROM places)
    GROUP BY 1
),
judged AS (
    SELECT
        r.*, p.counts_from_on, f.premises_now, f.effect_id, f.evidence_id,
        CASE WHEN f.ruling_id IS NULL THEN 'not_read'
             ELSE coalesce(r.fault, f.fault, CASE WHEN f.least_number < r.quote_number THEN 'quote_number_changed' END, 'premises_changed')
             END AS reason,
        ruling_state(
            r.withdrawn_on IS NOT NULL, f.ruling_id IS NULL AND NOT p.is_quote_held, f.is_repeated OR f.most_number > r.quote_number,
            p.is_disputed OR c.ruling_id IS NOT NULL, f.is_same,
            f.ruling_id IS NULL OR r.fault IS NOT NULL OR f.fault IS NOT NULL OR f.premises_now <> r.premises
                OR f.last_premises_now <> r.premises OR f.least_number < r.quote_number,
            p.is_waiting) AS state
    FROM given_rulings AS r
    JOIN ruling_peers AS p ON p.ruling_id = r.ruling_id
    LEFT JOIN found AS f ON f.ruling_id = r.ruling_id
    LEFT JOIN circular_rulings AS c ON c.ruling_id = r.ruling_id
    WHERE r.question NOT IN ('same_act', 'start_day', 'annex_number', 'field_of_position')
    UNION ALL BY NAME
    SELECT * FROM start_rulings
    UNION ALL BY NAME
    SELECT * FROM act_rulings
)
SELECT
    j.ruling_id, j.question, j.state, CASE WHEN j.state = 'contested' THEN j.reason END AS state_reason, j.outcome, j.because, j.decided_by,
    j.decided_on, j.counts_from_on, j.look_again_on, j.withdrawn_on, j.document_id, j.quote, j.words_before, j.words_after, j.quote_number,
    j.text_sha256, j.reference_key, j.premises, j.premises_now, j.file_sha256, j.reader_version, j.effect_id, j.evidence_id,
    coalesce(p.directive_id, e.directive_id) AS directive_id, p.annex_id
FROM judged AS j
LEFT JOIN ruling_places AS p ON p.ruling_id = j.ruling_id
LEFT JOIN spoken_effects AS e ON e.effect_id = j.effect_id
ORDER BY j.ruling_id

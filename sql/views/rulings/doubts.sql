-- table: Doubts that a person could settle by a ruling (`kehtiv rule`): one row per sentence and question. What hangs on most
-- annexes in force comes first in `kehtiv doubts`.
-- doubt_id: short id, from document, question and words: the same in every publish
-- question: which_act (which of several acts a sentence means) or end_day (on which day what it ends ends)
-- document_id: document of the sentence
-- directive_id: directive that says it; NULL where the act is unknown
-- effect_id: sentence, as read
-- quote: the words, blanks folded
-- words_before: up to forty characters before them
-- words_after: up to forty characters after them
-- quote_number: how often the quote stands in its file
-- text_sha256: digest of words_before, quote and words_after
-- reference_key: the act that the sentence names
-- candidates: acts that may be meant; empty for other questions
-- premises: what the machine says of it
-- annex_number: annexes that hang on it
-- look_again_on: day for which somebody who was unsure put it off; NULL where nobody did
-- file_id: file of the sentence
-- page_number: page, from 1; NULL without pages
-- evidence_id: its place, for `kehtiv show`
-- key: doubt_id
-- pair: doubt_id
WITH open_ones AS (
    SELECT CASE n.basis WHEN 'ambiguous' THEN 'which_act' ELSE 'end_day' END AS question, n.effect_id,
           CAST(count(DISTINCT n.annex_id) AS INTEGER) AS annex_number
    FROM spoken_endings AS n
    JOIN sentence_anchors AS s ON s.effect_id = n.effect_id
    WHERE (n.basis IN ('ambiguous', 'condition', 'unknown') OR (n.basis = 'doubt' AND s.is_only_day_open))
      AND n.undecided_from IS NOT NULL AND n.ending <> 'suspended' AND n.unlisted_on IS NULL
    GROUP BY ALL
),
keyed AS (
    SELECT
        o.question, a.document_id, a.directive_id, a.effect_id, a.quote, a.words_before, a.words_after, a.quote_number, a.text_sha256,
        a.reference_key, CASE o.question WHEN 'which_act' THEN string_split(a.candidates, ' ') ELSE [] END AS candidates,
        CASE o.question WHEN 'which_act' THEN a.act_premises ELSE a.day_premises END AS premises, o.annex_number,
        a.file_id, a.page_number, a.evidence_id
    FROM open_ones AS o JOIN sentence_anchors AS a ON a.effect_id = o.effect_id
    -- Two files with the same words, or two readings of one sentence, are one doubt.
    QUALIFY row_number() OVER (
        PARTITION BY o.question, a.document_id, a.text_sha256, a.reference_key ORDER BY o.annex_number DESC, a.effect_id) = 1
)
SELECT
    left(sha256(k.question || chr(31) || k.document_id || chr(31) || k.text_sha256 || chr(31) || coalesce(k.reference_key, '')), 10)
        AS doubt_id,
    k.question, k.document_id, k.directive_id, k.effect_id, k.quote, k.words_before, k.words_after, k.quote_number, k.text_sha256,
    k.reference_key, k.candidates, k.premises, k.annex_number,
    (SELECT max(r.look_again_on) FROM rulings AS r
     WHERE r.question = k.question AND r.document_id = k.document_id AND r.text_sha256 = k.text_sha256
       AND r.reference_key IS NOT DISTINCT FROM k.reference_key AND r.state = 'applied') AS look_again_on,
    k.file_id, k.page_number, k.evidence_id
FROM keyed AS k
ORDER BY doubt_id

-- table: Doubts that a person could settle by a ruling (`kehtiv rule`): one row per sentence and question. What hangs on most
-- annexes in force comes first in `kehtiv doubts`.
-- doubt_id: short id, from document, question and words: the same in every publish
-- question: which_act (which of several acts a sentence means), end_day (on which day what it ends ends), start_day (on which
-- day what it puts into force begins), which_annexes (which annexes it ends), effect_of_sentence (whether it ends anything),
-- annex_number (which promised number an annex bears), same_position (which post a job description continues),
-- field_of_position (which field of a job description words fill, and what they say) or same_act (whether an entry of a register
-- is the act of another one; the words are those of its entry)
-- document_id: document of the sentence
-- directive_id: directive that says it; NULL where the act is unknown
-- effect_id: sentence, as read; NULL where the words are those of an annex
-- quote: the words, blanks folded
-- words_before: up to forty characters before them
-- words_after: up to forty characters after them
-- quote_number: how often the quote stands in its file
-- text_sha256: digest of words_before, quote and words_after
-- reference_key: the act that the sentence names
-- candidates: outcomes that may be right: acts, documents (same_act), annexes (which_annexes: by the last part of their ids), numbers, days that
-- sentences name, ends and nothing, or the fields that a value may be given for; empty where any day may be
-- premises: what the machine says of it
-- undecided_from: first day that kehtiv holds undecided meanwhile; NULL: from the beginning
-- annex_number: annexes that depend on it
-- look_again_on: day for which somebody who was unsure put it off; NULL where nobody did
-- file_id: file of the sentence; NULL where the words are those of a register's entry
-- page_number: page, from 1; NULL without pages
-- evidence_id: its place, for `kehtiv show`; NULL where it is in no file
-- key: doubt_id
-- pair: doubt_id
WITH open_ends AS (
    SELECT CASE WHEN n.basis = 'ambiguous' THEN 'which_act'
                WHEN n.basis IN ('part', 'kind_unknown') THEN 'which_annexes'
                WHEN n.basis = 'doubt' AND NOT s.is_only_day_open THEN 'effect_of_sentence'
                ELSE 'end_day' END AS question,
           n.effect_id, min(n.undecided_from) AS undecided_from,
           -- What has ended before does not hang on it.
           CAST(count(DISTINCT n.annex_id) FILTER (coalesce(a.in_force_until > n.undecided_from, true)) AS INTEGER) AS annex_number,
           in_order(list(DISTINCT split_part(n.annex_id, '#', -1)) FILTER (n.annex_id IS NOT NULL)) AS annexes
    FROM spoken_endings AS n
    JOIN sentence_anchors AS s ON s.effect_id = n.effect_id
    LEFT JOIN annexes AS a ON a.annex_id = n.annex_id
    WHERE n.basis IN ('ambiguous', 'condition', 'unknown', 'doubt', 'part', 'kind_unknown')
      AND n.undecided_from IS NOT NULL AND (n.ending <> 'suspended' OR n.basis = 'doubt') AND n.unlisted_on IS NULL
    GROUP BY ALL
),
asked_ends AS (
    SELECT
        o.question, a.document_id, a.directive_id, a.effect_id, a.quote, a.words_before, a.words_after, a.quote_number, a.text_sha256,
        a.reference_key,
        CASE o.question WHEN 'which_act' THEN string_split(a.candidates, ' ')
                        WHEN 'which_annexes' THEN o.annexes
                        WHEN 'effect_of_sentence' THEN CASE WHEN a.effect IN ('revoke', 'amend') THEN ['ends', 'nothing'] ELSE ['nothing'] END
                        ELSE [] END AS candidates,
        ruling_premises(o.question, a.act_premises, a.day_premises, a.annex_premises, a.effect_premises) AS premises,
        o.undecided_from, o.annex_number, a.file_id, a.page_number, a.evidence_id
    FROM open_ends AS o JOIN sentence_anchors AS a ON a.effect_id = o.effect_id
    -- A day that hangs on the start of the act that ends something is asked for at that start.
    WHERE NOT (o.question = 'end_day' AND a.is_day_of_act AND a.directive_id IN (
        SELECT directive_id FROM directives WHERE in_force_from IS NULL AND in_force_from_effect_id IS NOT NULL AND status <> 'draft'))
),
open_starts AS (
    SELECT effect_id, CAST(count(annex_id) AS INTEGER) AS annex_number
    FROM (
        SELECT in_force_from_effect_id AS effect_id, annex_id FROM annexes WHERE in_force_from IS NULL AND unlisted_on IS NULL
        UNION ALL
        SELECT in_force_from_effect_id, NULL FROM directives WHERE in_force_from IS NULL AND status <> 'draft'
    )
    WHERE effect_id IS NOT NULL GROUP BY 1
),
asked_starts AS (
    SELECT
        'start_day' AS question, a.document_id, a.directive_id, a.effect_id, a.quote, a.words_before, a.words_after, a.quote_number,
        a.text_sha256, a.reference_key, CASE WHEN a.is_open THEN [] ELSE list_transform(a.days, lambda one: CAST(one AS VARCHAR)) END AS candidates, a.premises,
        NULL::DATE AS undecided_from, o.annex_number, a.file_id, a.page_number, a.evidence_id
    FROM open_starts AS o JOIN start_anchors AS a ON a.effect_id = o.effect_id
),
asked_annexes AS (
    SELECT 'annex_number' AS question, document_id, directive_id, NULL::VARCHAR AS effect_id, quote, words_before, words_after, quote_number,
           text_sha256, NULL::VARCHAR AS reference_key, missing AS candidates, premises, NULL::DATE AS undecided_from, 1 AS annex_number,
           file_id, page_number, evidence_id
    FROM part_anchors
    WHERE is_open AND unlisted_on IS NULL AND part_id NOT IN (SELECT part_id FROM ruled_annex_numbers)
      AND NOT EXISTS (
          SELECT 1 FROM rulings AS r
          WHERE r.question = 'annex_number' AND r.document_id = part_anchors.document_id AND r.text_sha256 = part_anchors.text_sha256
            AND r.state = 'applied' AND r.outcome = 'none')
    UNION ALL
    SELECT 'same_position', document_id, directive_id, NULL, quote, words_before, words_after, quote_number, text_sha256, NULL, candidates,
           'continues: ' || array_to_string(candidates, ' '), NULL, 1, file_id, page_number, evidence_id
    FROM continuation_anchors
),
asked_fields AS (
    SELECT 'field_of_position', f.document_id, l.directive_id, NULL, f.quote, f.words_before, f.words_after, f.quote_number, f.text_sha256, NULL,
           f.candidates, f.premises, NULL, CASE WHEN a.annex_id IS NOT NULL AND a.in_force_until IS NULL THEN 1 ELSE 0 END,
           f.file_id, f.page_number, f.evidence_id
    FROM field_anchors AS f
    LEFT JOIN position_rests AS r ON r.rest_position_id = f.position_id
    -- Of an annex held twice, the descriptions of the best source count.
    JOIN position_places AS l ON l.position_id = coalesce(r.position_id, f.position_id)
    LEFT JOIN annexes AS a ON a.annex_id = l.annex_id
    WHERE f.unlisted_on IS NULL AND NOT EXISTS (
        SELECT 1 FROM rulings AS g
        WHERE g.question = 'field_of_position' AND g.document_id = f.document_id AND g.text_sha256 = f.text_sha256
          AND g.state IN ('applied', 'confirmed') AND g.outcome <> 'unsure')
),
asked_entries AS (
    SELECT 'same_act', e.document_id, e.document_id, NULL, e.quote, e.words_before, e.words_after, e.quote_number, e.text_sha256, NULL,
           e.candidates, e.premises, NULL,
           (SELECT CAST(count(*) AS INTEGER) FROM annexes AS a WHERE a.directive_id = e.document_id AND a.in_force_until IS NULL AND a.unlisted_on IS NULL),
           NULL, NULL, NULL
    FROM act_anchors AS e
    JOIN document_acts AS d ON d.document_id = e.document_id AND d.original_id IS NULL
    WHERE len(e.candidates) > 0 AND NOT EXISTS (
        SELECT 1 FROM act_rulings AS r
        WHERE r.document_id = e.document_id AND r.text_sha256 = e.text_sha256 AND r.state IN ('applied', 'confirmed') AND r.outcome <> 'unsure')
),
keyed AS (
    SELECT * FROM (FROM asked_ends UNION ALL FROM asked_starts UNION ALL FROM asked_annexes UNION ALL FROM asked_fields UNION ALL FROM asked_entries)
    -- Two files with the same words, or two readings of one sentence, are one doubt.
    QUALIFY row_number() OVER (
        PARTITION BY question, document_id, text_sha256, reference_key ORDER BY annex_number DESC, effect_id, evidence_id) = 1
)
SELECT
    left(sha256(k.question || chr(31) || k.document_id || chr(31) || k.text_sha256 || chr(31) || coalesce(k.reference_key, '')), 10)
        AS doubt_id,
    k.question, k.document_id, k.directive_id, k.effect_id, k.quote, k.words_before, k.words_after, k.quote_number, k.text_sha256,
    k.reference_key, k.candidates, k.premises,
    nullif(k.undecided_from, DATE '0001-01-01') AS undecided_from, k.annex_number,
    (SELECT max(r.look_again_on) FROM rulings AS r
     WHERE r.question = k.question AND r.document_id = k.document_id AND r.text_sha256 = k.text_sha256
       AND r.reference_key IS NOT DISTINCT FROM k.reference_key AND r.state = 'applied') AS look_again_on,
    k.file_id, k.page_number, k.evidence_id
FROM keyed AS k
ORDER BY doubt_id

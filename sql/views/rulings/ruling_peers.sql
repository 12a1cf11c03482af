-- publish: no
-- note: How each ruling stands to the others on the same words, and whether its words are still in the text of its document.
-- seconded_on: first day on which somebody else had ruled the same; NULL where nobody has.
WITH standing AS (
    SELECT ruling_id, question, document_id, text_sha256, reference_key, outcome, lower(trim(decided_by)) AS decider, decided_on
    FROM given_rulings WHERE withdrawn_on IS NULL
),
pairs AS (
    SELECT r.ruling_id, o.outcome <> r.outcome AS is_other, o.decided_on, o.decider <> r.decider AS is_of_another
    FROM standing AS r
    JOIN standing AS o ON o.question = r.question AND o.document_id = r.document_id AND o.text_sha256 = r.text_sha256
        AND o.reference_key IS NOT DISTINCT FROM r.reference_key AND o.ruling_id <> r.ruling_id
    WHERE r.outcome <> 'unsure' AND o.outcome <> 'unsure'
),
judged AS (
    SELECT ruling_id, bool_or(is_other) AS is_disputed, min(decided_on) FILTER (NOT is_other AND is_of_another) AS seconded_on
    FROM pairs GROUP BY 1
),
texts AS (
    SELECT coalesce(d.original_id, f.document_id) AS document_id, folded_words(t.text) AS whole
    FROM base.texts AS t
    JOIN file_facts AS f ON f.file_id = t.file_id
    LEFT JOIN document_acts AS d ON d.document_id = f.document_id
    WHERE f.unlisted_on IS NULL AND coalesce(d.original_id, f.document_id) IN (SELECT document_id FROM given_rulings)
),
held AS (
    SELECT r.ruling_id, coalesce(bool_or(
        contains(t.whole, r.quote) AND right(rtrim(string_split(t.whole, r.quote)[1]), 40) = r.words_before
        AND left(ltrim(string_split(t.whole, r.quote)[2]), 40) = r.words_after), false) AS is_quote_held
    FROM given_rulings AS r LEFT JOIN texts AS t ON t.document_id = r.document_id
    GROUP BY 1
)
SELECT
    r.ruling_id, coalesce(j.is_disputed, false) AS is_disputed, j.seconded_on, h.is_quote_held,
    coalesce(r.needs_second, false) AND r.outcome <> 'unsure' AND j.seconded_on IS NULL AS is_waiting,
    -- From here on it decides: where a second person must agree, from that day.
    CASE WHEN NOT coalesce(r.needs_second, false) OR r.outcome = 'unsure' THEN r.decided_on
         WHEN j.seconded_on IS NOT NULL THEN greatest(r.decided_on, j.seconded_on) END AS counts_from_on
FROM given_rulings AS r
JOIN held AS h ON h.ruling_id = r.ruling_id
LEFT JOIN judged AS j ON j.ruling_id = r.ruling_id

-- table: The passages that a search looks through, in the order of their items: titles, sentences of bodies and annexes,
-- values of fields, duties and their outcomes, each on one line.
-- passage_no: number, from 1, in the order of the rows; another one in each published file
-- item_no: what can be found that the passage belongs to
-- field: title, text, duty, outcome, language, other or a field of a job description (position, unit, purpose, …)
-- words: the words, on one line
-- word_number: how many words
-- evidence_id: place for `kehtiv show`: its own, else that of the annex, the act or the job description; NULL where none is known
-- page_number: page of the passage, from 1; NULL where it has no place of its own
-- key: passage_no
WITH laid AS (
    SELECT item_no, evidence_id AS place, page_number AS page, unnest(passages) AS p FROM search_found
),
lines AS (
    SELECT item_no, p.field AS field,
           trim(regexp_replace(nfc_normalize(replace(p.words, chr(173), '')), '[\s\x{00a0}\x{202f}]+', ' ', 'g')) AS words,
           coalesce(p.evidence_id, place) AS evidence_id,
           CASE WHEN p.evidence_id IS NULL THEN page ELSE p.page_number END AS page_number
    FROM laid
    -- Something is left of them. Asked of the words as laid out, all of them would be laid out twice.
    WHERE regexp_matches(p.words, '[^\s\x{00ad}\p{Zs}]')
)
SELECT CAST(row_number() OVER () AS INTEGER) AS passage_no, item_no, field, words, CAST(len(string_split(words, ' ')) AS INTEGER) AS word_number, evidence_id, page_number
FROM lines

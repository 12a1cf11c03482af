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
WITH items AS (
    SELECT CAST(getvariable('items_before') + rowid + 1 AS INTEGER) AS item_no, kind, directive_id, annex_id, position_id, ordinal, title, body_part_id, evidence_id, page_number
    FROM search_found WHERE rowid + 1 BETWEEN getvariable('first_item') AND getvariable('last_item')
),
cut AS (
    SELECT i.item_no, p.file_id, p.span_start,
           regexp_extract_all(substring(t.text, p.span_start + 1, p.span_end - p.span_start), getvariable('sentences')) AS sentences
    FROM items AS i JOIN parts AS p ON p.part_id = i.body_part_id JOIN texts AS t ON t.file_id = p.file_id
),
body_sentences AS (
    SELECT item_no, file_id, unnest(sentences) AS words, unnest(range(len(sentences))) AS turn,
           span_start + unnest(list_transform(range(len(sentences)), lambda n: coalesce(list_sum(list_transform(sentences[:n], lambda s: length(s))), 0))) AS begins
    FROM cut
),
-- A sentence of a body has the place of the effect that was read from most of it. Few sentences have one.
effect_places AS (
    SELECT s.item_no, s.turn, e.evidence_id, e.page_number
    FROM body_sentences AS s
    JOIN effects AS e ON e.file_id = s.file_id AND e.span_start < s.begins + length(s.words) AND e.span_end > s.begins
    QUALIFY row_number() OVER (PARTITION BY s.item_no, s.turn ORDER BY
        least(e.span_end, s.begins + length(s.words)) - greatest(e.span_start, s.begins) DESC, e.evidence_id DESC, e.page_number) = 1
),
read_sentences AS (
    SELECT s.item_no, s.turn, s.words, e.evidence_id, e.page_number
    FROM body_sentences AS s LEFT JOIN effect_places AS e ON e.item_no = s.item_no AND e.turn = s.turn
),
annex_sentences AS (
    SELECT item_no, unnest(sentences) AS words, unnest(range(len(sentences))) AS turn
    FROM (
        SELECT i.item_no, regexp_extract_all(a.text, getvariable('sentences')) AS sentences
        FROM items AS i JOIN annexes AS a ON a.annex_id = i.annex_id WHERE i.kind = 'annex'
    )
),
described AS (
    SELECT i.item_no, p.* FROM items AS i JOIN positions AS p ON p.position_id = i.position_id WHERE i.kind = 'position'
),
field_values AS (
    UNPIVOT (
        SELECT item_no, position_id, title AS position, unit, reports_to, subordinates, substitutes_for, substituted_by, purpose,
               special_conditions, education, experience, rights, liability FROM described
    ) ON position, unit, reports_to, subordinates, substitutes_for, substituted_by, purpose, special_conditions, education,
         experience, rights, liability INTO NAME field VALUE words
),
fields AS (
    SELECT v.item_no, v.field, v.words, f.evidence_id, f.page_number, f.span_start
    FROM field_values AS v LEFT JOIN position_fields AS f ON f.position_id = v.position_id AND f.field = v.field
),
-- A passage without a place of its own has that of its item; in a job description, that of the first field.
places AS (
    SELECT item_no, evidence_id, page_number FROM items WHERE kind <> 'position'
    UNION ALL
    SELECT item_no, arg_min(evidence_id, (span_start, evidence_id)), NULL FROM fields GROUP BY 1
),
others AS (
    SELECT item_no, unnest(other) AS one, unnest(range(len(other))) AS turn FROM described
),
worked AS (
    SELECT i.item_no, d.duty, d.outcomes
    FROM items AS i JOIN duties AS d ON d.position_id = i.position_id AND d.ordinal = i.ordinal WHERE i.kind = 'duty'
),
said AS (
    SELECT item_no, 0 AS section, 0 AS turn, 'title' AS field, title AS words, NULL::VARCHAR AS evidence_id, NULL::INTEGER AS page_number
    FROM items WHERE kind IN ('directive', 'annex')
    UNION ALL
    SELECT item_no, 1, turn, 'text', words, evidence_id, page_number FROM read_sentences
    UNION ALL
    SELECT item_no, 1, turn, 'text', words, NULL, NULL FROM annex_sentences
    UNION ALL
    SELECT item_no, 1, 0, field, words, evidence_id, page_number FROM fields
    UNION ALL
    SELECT d.item_no, 2, l.ordinal, 'language',
           CASE WHEN contains(lower(l.quote), lower(l.language)) THEN l.quote ELSE concat_ws(' ', l.language, l.level) END, l.evidence_id, l.page_number
    FROM described AS d JOIN language_requirements AS l ON l.position_id = d.position_id
    UNION ALL
    SELECT item_no, 3, turn, 'other', concat_ws(': ', one.label, one.value), NULL, NULL FROM others
    UNION ALL
    SELECT item_no, 0, 0, 'duty', duty, NULL, NULL FROM worked
    UNION ALL
    SELECT item_no, 1, unnest(range(len(outcomes))), 'outcome', unnest(outcomes), NULL, NULL FROM worked
),
lines AS (
    SELECT s.item_no, s.section, s.turn, s.field,
           -- Nearly all are laid out already, and laying them out takes most of the time: single blanks between signs that stay as they
           -- are in NFC (Latin letters without marks apart, and dashes and quotes).
           CASE WHEN regexp_full_match(s.words, '[!-~\x{00a1}-\x{00ac}\x{00ae}-\x{02ff}\x{2010}-\x{2027}\x{2030}-\x{205e}\x{20ac}]+(?: [!-~\x{00a1}-\x{00ac}\x{00ae}-\x{02ff}\x{2010}-\x{2027}\x{2030}-\x{205e}\x{20ac}]+)*') THEN s.words
                ELSE trim(regexp_replace(nfc_normalize(replace(s.words, chr(173), '')), '[\s\x{00a0}\x{202f}]+', ' ', 'g')) END AS words,
           coalesce(s.evidence_id, p.evidence_id) AS evidence_id,
           CASE WHEN s.evidence_id IS NULL THEN p.page_number ELSE s.page_number END AS page_number
    FROM said AS s LEFT JOIN places AS p ON p.item_no = s.item_no
    -- Something is left of them. Asked of the words as laid out, all of them would be laid out twice.
    WHERE regexp_matches(s.words, '[^\s\x{00ad}\p{Zs}]')
)
SELECT CAST(getvariable('passages_before') + row_number() OVER (ORDER BY item_no, section, turn, field) AS INTEGER) AS passage_no,
       item_no, field, words, CAST(len(string_split(words, ' ')) AS INTEGER) AS word_number, evidence_id, page_number
FROM lines

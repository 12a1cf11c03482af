-- note: Each word of the passages of a chunk of items. Its lemmas are then grouped and sorted piece by piece.
WITH written AS (
    SELECT p.item_no, i.word_number, unnest(string_split(p.words, ' ')) AS written
    FROM search_passages AS p JOIN search_items AS i ON i.item_no = p.item_no
    WHERE p.item_no BETWEEN getvariable('first_item') AND getvariable('last_item')
)
SELECT v.lemma_no, w.item_no, v.form_no, w.word_number FROM written AS w JOIN search_written AS v ON v.written = w.written

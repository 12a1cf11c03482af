-- table: Which item has which word: the index of search(words). Words that nearly every text has ("ja", "ning") are left out.
-- lemma_no: lemma of the word (search_words)
-- item_no: item that has it
-- times: how often, in all forms together
-- form_no: the form, where the item has the lemma in one form alone; else NULL
-- forms: the forms and how often each, where there are several; else NULL
-- item_word_number: how many words the passages of the item have
-- key: lemma_no, item_no
WITH written AS (
    SELECT item_no, unnest(string_split(words, ' ')) AS written FROM search_passages
    WHERE item_no BETWEEN getvariable('first_item') AND getvariable('last_item')
),
by_form AS (
    SELECT v.lemma_no, w.item_no, v.form_no, CAST(count(*) AS INTEGER) AS times
    FROM written AS w JOIN search_written AS v ON v.written = w.written GROUP BY ALL
),
by_lemma AS (
    SELECT lemma_no, item_no, CAST(sum(times) AS INTEGER) AS times,
           CASE WHEN count(*) = 1 THEN any_value(form_no) END AS form_no,
           CASE WHEN count(*) > 1 THEN list(struct_pack(form_no := form_no, times := times) ORDER BY form_no) END AS forms
    FROM by_form GROUP BY ALL
)
SELECT l.lemma_no, l.item_no, l.times, l.form_no, l.forms, i.word_number AS item_word_number
FROM by_lemma AS l JOIN search_items AS i ON i.item_no = l.item_no
ORDER BY l.lemma_no, l.item_no

-- table: Which item has which word: the index of search(words). Words that nearly every text has ("ja", "ning") are left out.
-- lemma_no: lemma of the word (search_words)
-- item_no: item that has it
-- times: how often, in all forms together
-- form_no: the form, where the item has the lemma in one form alone; else NULL
-- forms: the forms and how often each, where there are several; else NULL
-- item_word_number: how many words the passages of the item have
-- key: lemma_no, item_no
WITH said AS (
    FROM search_said WHERE lemma_no BETWEEN getvariable('first_lemma') AND getvariable('last_lemma')
),
by_lemma AS MATERIALIZED (
    SELECT lemma_no, item_no, CAST(count(*) AS INTEGER) AS times, min(form_no) AS form_no, max(form_no) AS last_form_no,
           any_value(word_number) AS word_number
    FROM said GROUP BY ALL
),
-- Nearly every item has a lemma in one form alone: forms are counted where there are several, and a list for each would take
-- most of the time.
several AS (
    SELECT f.lemma_no, f.item_no, list(struct_pack(form_no := f.form_no, times := f.times) ORDER BY f.form_no) AS forms
    FROM (
        SELECT s.lemma_no, s.item_no, s.form_no, CAST(count(*) AS INTEGER) AS times
        FROM said AS s
        SEMI JOIN (SELECT lemma_no, item_no FROM by_lemma WHERE form_no < last_form_no) AS l ON l.lemma_no = s.lemma_no AND l.item_no = s.item_no
        GROUP BY ALL) AS f
    GROUP BY ALL
)
SELECT l.lemma_no, l.item_no, l.times, CASE WHEN l.form_no = l.last_form_no THEN l.form_no END AS form_no, s.forms,
       l.word_number AS item_word_number
FROM by_lemma AS l
LEFT JOIN several AS s ON s.lemma_no = l.lemma_no AND s.item_no = l.item_no
ORDER BY l.lemma_no, l.item_no

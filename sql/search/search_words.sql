-- table: The words of all passages: each form with its lemma. What is asked for is looked up here; a word that is not here
-- is in no passage.
-- form: form, in lower case
-- form_no: its number
-- lemma: lemma, by simplemma's dictionary and own rules for compounds; the form itself where nothing is known of it
-- lemma_no: its number; NULL where searches pass over the word ("ja", "ning"), which nearly every text has
-- folded: the form without marks (õ, ä, ö, ü are o, a, o, u): how it is found by who types none
-- folded_lemma: the lemma likewise
-- form_item_number: how many items have the form
-- lemma_item_number: how many items have the lemma, in any form
-- key: form
WITH by_form AS (SELECT form_no, sum(item_number) AS n FROM search_form_counts GROUP BY 1),
by_lemma AS (SELECT lemma_no, sum(item_number) AS n FROM search_lemma_counts GROUP BY 1)
SELECT v.form, v.form_no, v.lemma, v.lemma_no, strip_accents(v.form) AS folded, strip_accents(v.lemma) AS folded_lemma,
       CAST(coalesce(f.n, 0) AS INTEGER) AS form_item_number, CAST(coalesce(l.n, 0) AS INTEGER) AS lemma_item_number
FROM search_forms AS v
LEFT JOIN by_form AS f ON f.form_no = v.form_no
LEFT JOIN by_lemma AS l ON l.lemma_no = v.lemma_no
ORDER BY v.form

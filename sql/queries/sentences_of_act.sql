-- answers: What does each operative sentence of a directive do, to what, from when, and where is it?
-- grain: effect of a sentence
-- oddities: A sentence that does several things has several rows. doubt says why an effect is not relied on; NULL where it is.
-- $directive_id: directive
SELECT unnest(sentences, max_depth := 2)
FROM act_sheets
WHERE directive_key = id_key(CAST($directive_id AS VARCHAR)) AND directive_id = CAST($directive_id AS VARCHAR)

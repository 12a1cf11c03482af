-- answers: Who signed the files of a directive, when, and how far is each signature proven?
-- grain: signature
-- oddities: checked is the level that was proven; is_refuted says that a proof failed. Personal codes are never held.
-- $directive_id: directive
SELECT unnest(signatures, max_depth := 2)
FROM act_sheets
WHERE directive_key = id_key(CAST($directive_id AS VARCHAR)) AND directive_id = CAST($directive_id AS VARCHAR)

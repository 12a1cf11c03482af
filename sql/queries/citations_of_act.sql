-- answers: Which acts does a directive cite, and which held acts cite it?
-- grain: act and direction, with the first sentence
-- oddities: direction is cites or cited_by. other_directive_id is NULL where the cited act is not held.
-- $directive_id: directive
SELECT unnest(citations, max_depth := 2)
FROM act_sheets
WHERE directive_key = id_key(CAST($directive_id AS VARCHAR)) AND directive_id = CAST($directive_id AS VARCHAR)

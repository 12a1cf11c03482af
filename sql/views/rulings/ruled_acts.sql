-- publish: no
-- note: Entries of which a person ruled what act they are, by the first ruling of those that agree: original_id is the entry that
-- stands for the act; NULL: they are an act of their own.
SELECT document_id, nullif(outcome, 'none') AS original_id
FROM act_rulings
WHERE state = 'applied' AND outcome <> 'unsure'
QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY counts_from_on, ruling_id) = 1

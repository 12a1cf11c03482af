-- publish: no
-- note: Rulings as the journal has them, each at the document that stands for its act: what was ruled on a copy, or under an id
-- that the register has changed since, counts for the original. Whether a document is a copy is asked of itself.
SELECT r.* REPLACE (CASE WHEN r.question = 'same_act' THEN r.document_id ELSE coalesce(d.original_id, r.document_id) END AS document_id)
FROM base.rulings AS r
LEFT JOIN document_acts AS d ON d.document_id = r.document_id

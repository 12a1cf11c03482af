-- publish: no
-- note: Rulings as the journal has them, each at the document that stands for its act: what was ruled on a copy, or under an id
-- that the register has changed since, counts for the original.
SELECT r.* REPLACE (coalesce(d.original_id, r.document_id) AS document_id)
FROM base.rulings AS r
LEFT JOIN document_acts AS d ON d.document_id = r.document_id

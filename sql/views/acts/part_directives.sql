-- publish: no
-- note: Every part with its directive (NULL: none is known). An annex without a mark of its own goes with the others of its
-- file when all those go to one directive.
-- together: document_of(document_id)
-- reads: base.parts by document_of(document_id)
-- reads: file_facts by document_of(document_id)
-- reads: directive_documents by document_of(document_id)
WITH by_document AS (SELECT document_id, min(directive_id) AS directive_id FROM directive_documents WHERE part_id IS NULL GROUP BY 1),
by_part AS (SELECT part_id, min(directive_id) AS directive_id FROM directive_documents WHERE part_id IS NOT NULL GROUP BY 1),
by_siblings AS (
    SELECT document_id, CASE WHEN count(DISTINCT directive_id) = 1 THEN min(directive_id) END AS directive_id
    FROM directive_documents WHERE part_id IS NOT NULL GROUP BY 1
)
SELECT p.*, coalesce(d.directive_id, b.directive_id, s.directive_id) AS directive_id, f.unlisted_on
FROM base.parts AS p
JOIN file_facts AS f ON f.file_id = p.file_id
LEFT JOIN by_document AS d ON d.document_id = p.document_id
LEFT JOIN by_part AS b ON b.part_id = p.part_id
LEFT JOIN by_siblings AS s ON s.document_id = p.document_id

-- answers: Which documents are new, changed, restricted, gone or public again since an earlier published file?
-- grain: document
SELECT
    d.document_id, d.register, d.number, d.registered_on,
    CASE WHEN d.state = 'restricted' AND o.state IS DISTINCT FROM 'restricted' THEN 'restricted'
         WHEN d.state = 'gone' AND o.state IS DISTINCT FROM 'gone' THEN 'gone'
         WHEN o.document_id IS NULL THEN 'new'
         WHEN o.state IN ('restricted', 'gone') AND d.state = 'public' THEN 'public again'
         ELSE 'changed' END AS what
FROM documents AS d
LEFT JOIN before.documents AS o ON o.document_id = d.document_id
WHERE o.document_id IS NULL OR o.state IS DISTINCT FROM d.state OR o.changed_at IS DISTINCT FROM d.changed_at
ORDER BY what, d.document_id

-- answers: Which annexes and documents does a published file lack that the one before it held?
-- grain: annex or document
SELECT 'annex' AS kind, o.annex_id AS id FROM before.annexes AS o ANTI JOIN annexes AS a ON a.annex_id = o.annex_id
UNION ALL
-- It is a row to this day, and no page lists it any more.
SELECT 'annex', a.annex_id FROM annexes AS a JOIN before.annexes AS o ON o.annex_id = a.annex_id
WHERE a.unlisted_on IS NOT NULL AND o.in_force_from_basis <> 'unlisted'
UNION ALL
SELECT 'document' AS kind, o.document_id AS id FROM before.documents AS o ANTI JOIN documents AS d ON d.document_id = o.document_id
ORDER BY ALL

-- answers: Who signed the files of a directive, when, and how far is each signature proven?
-- grain: signature
-- oddities: checked is the level that was proven; is_refuted says that a proof failed. Personal codes are never held.
-- $directive_id: directive
SELECT f.name AS file_name, s.signer, s.is_seal, s.role, s.signed_on, s.profile, s.checked, s.reason, s.is_refuted, s.file_id, s.ordinal
FROM signatures AS s
JOIN files AS f ON f.file_id = s.file_id
WHERE f.unlisted_on IS NULL AND f.document_id IN (
    SELECT document_id FROM parts WHERE directive_id = CAST($directive_id AS VARCHAR)
    UNION SELECT document_id FROM directives WHERE directive_id = CAST($directive_id AS VARCHAR))
ORDER BY f.ordinal, s.ordinal

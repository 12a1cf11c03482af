-- answers: What does a directive revoke, and which of those acts and annexes are held?
-- grain: revoked act or annex
-- $directive_id: the revoking directive
SELECT revoked_date, revoked_number, revoked_annex_number, scope, resolution, revoked_directive_id, revoked_annex_id, effective_on,
       effective_on_basis, page_number, quote, evidence_id
FROM revocations
WHERE revoking_directive_id = $directive_id
ORDER BY revoked_date, revoked_number, try_cast(revoked_annex_number AS DOUBLE), revoked_annex_number

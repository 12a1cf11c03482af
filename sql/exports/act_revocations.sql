-- answers: What does each act revoke, by which sentence?
-- grain: revoked act or annex
-- oddities: In the order of the acts (query acts), so that both can be read side by side.
SELECT
    revoking_directive_id AS directive_id, revocation_id, scope, revoked_kind, revoked_date, revoked_number, revoked_annex_number,
    revoked_directive_id, revoked_annex_id, effective_on, quote, page_number
FROM revocations
WHERE revoking_directive_id IS NOT NULL
ORDER BY revoking_directive_id, revocation_id

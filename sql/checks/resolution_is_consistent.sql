-- checks: A revocation names a held act exactly when it is resolved.
-- level: error
SELECT revocation_id, resolution, revoked_directive_id, revoked_annex_id FROM revocations
WHERE (resolution = 'resolved') <> (revoked_directive_id IS NOT NULL) OR (revoked_annex_id IS NOT NULL AND revoked_directive_id IS NULL)

-- answers: Which acts were revoked that no register has shown?
-- grain: revoked act as the revoking sentences name it
-- oddities: Issuers are written as the texts name them, so one act may have two rows. What was asked for of it stands in wanted.
SELECT
    revoked_kind, revoked_date, revoked_number, revoked_issuer, mode(revoked_title) AS revoked_title,
    list_sort(list_distinct(list(lpad(revoked_annex_number, 6, ' ') ORDER BY 1))).list_transform(lambda one: trim(one)) AS annex_numbers,
    list(DISTINCT revoking_directive_id ORDER BY revoking_directive_id) FILTER (revoking_directive_id IS NOT NULL) AS revoking_directive_ids,
    min(effective_on) AS first_revoked_on, arg_min(quote, revocation_id) AS a_quote, arg_min(evidence_id, revocation_id) AS evidence_id
FROM revocations
WHERE resolution = 'not_held'
GROUP BY revoked_kind, revoked_date, revoked_number, revoked_issuer
ORDER BY revoked_date NULLS LAST, revoked_number, revoked_issuer

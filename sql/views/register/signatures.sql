-- table: Signatures in containers and how far each is verified; personal codes are never kept.
-- file_id: container
-- ordinal: turn in the container
-- signer: who signed; an organisation where is_seal
-- is_seal: whether it is an organisation's seal; NULL where nobody is named
-- role: role as signed
-- claimed_at: the signer's own clock (UTC)
-- trusted_at: the same by a third party's clock (UTC); NULL where none is believed
-- trusted_by: whose clock: timestamp (RFC 3161) or ocsp (a time mark); NULL without one
-- signed_on: signing day in Estonia: by the trusted clock, else by the signer's; NULL where the signature is refuted
-- profile: format and the proof that travels along ("XAdES LT", "DDOC 1.3")
-- checked: highest level reached: not checked, present, digests match, signature valid, chain trusted at the time
-- reason_code: why no further (stable); NULL at the last level
-- reason: the same as a sentence
-- is_refuted: whether the reason is evidence against the signature, not only a check that could not be made
-- covers: paths of the container's files that it signs; NULL where that is not known
-- key: file_id, ordinal
-- pair: file_id, signer, claimed_at, ordinal
-- pair: file_id, ordinal
-- together: document_of(file_id)
-- reads: base.signatures by document_of(root_file_id)
SELECT
    file_id, ordinal, signer, is_seal, role, claimed_at, trusted_at, trusted_by,
    CASE WHEN NOT coalesce(is_refuted, false) THEN day_in_estonia(coalesce(trusted_at, claimed_at)) END AS signed_on,
    profile, checked, reason_code, reason, coalesce(is_refuted, false) AS is_refuted, covers
FROM base.signatures

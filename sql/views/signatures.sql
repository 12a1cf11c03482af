-- table: Signatures in containers; personal codes are never kept.
-- file_id: container
-- ordinal: turn in the container
-- signer: who signed
-- role: role as signed
-- claimed_at: the signer's own clock (UTC)
-- checked: how far it was verified
-- reason: why no further
SELECT file_id, ordinal, signer, role, claimed_at, checked, reason FROM base.signatures

"""Verify offline who signed a container and when: digests, signature value, certificate, revocation and time."""

from extractors.files.signatures.read import SignatureReport, read_ddoc_signatures, read_signatures

__all__ = ["SignatureReport", "read_ddoc_signatures", "read_signatures"]

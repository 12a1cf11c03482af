"""Who signed a container and when, verified offline: digests, signature value, certificate, revocation and time."""

from extractors.files.signatures.read import SignatureReport, read_ddoc_signatures, read_signatures

__all__ = ["SignatureReport", "read_ddoc_signatures", "read_signatures"]

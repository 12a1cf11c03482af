"""Check the signature policy of a time mark (BDOC 2.1, 5.2 and 6.1).

The policy says that the nonce of the OCSP answer is a digest of the signature value. A signer who states another policy
asked for something else, and the state's verifiers refuse the mark.
"""

from __future__ import annotations

from lxml import etree

from extractors.files.signatures.elements import child_of, path_of, text_of
from extractors.files.signatures.levels import Unproven

TIME_MARK_POLICY = "1.3.6.1.4.1.10015.1000.3.2.1"
_OID = "urn:oid:"
_QUALIFIER = "OIDAsURN"


def policy_doubt(stated: etree._Element | None) -> Unproven | None:
    """Return what is wrong with the policy in the SignedSignatureProperties; ``None`` where none is stated, or BDOC's.

    An implied policy (XAdES, 5.2.9) states none.
    """
    policy = path_of(stated, "SignaturePolicyIdentifier", "SignaturePolicyId")
    if policy is None:
        return None
    identifier = path_of(policy, "SigPolicyId", "Identifier")
    named = (text_of(identifier) or "").removeprefix(_OID)
    if identifier is None or named != TIME_MARK_POLICY:
        return Unproven("wrong_policy", f"the signer stated the policy {named[:60] or 'without a name'}, not BDOC's")
    if identifier.get("Qualifier") != _QUALIFIER:
        return Unproven("wrong_policy", f"the policy's name is not qualified as {_QUALIFIER}")
    if not text_of(child_of(path_of(policy, "SigPolicyQualifiers", "SigPolicyQualifier"), "SPURI")):
        return Unproven("wrong_policy", "the policy is stated without its address (SPURI)")
    return None

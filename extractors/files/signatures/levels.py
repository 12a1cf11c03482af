"""Define how far a signature was checked, and why no further.

A level names the last step that succeeded. Checking follows this order and ends at the first failed step:

    not checked                     nothing could be checked: the file is damaged or in a format that is not verified
    present                         there is a signature, but the files held are not (or not all) what it signs
    digests match                   every signed file and property is unchanged; the signature itself did not verify
    signature valid                 made with the key of the named certificate; its owner was not established
    chain trusted at the time       the certificate leads to a known authority, was valid and not revoked at a time that
                                    a third party confirms (ETSI EN 319 102-1, 5.5 and 5.6)

Reason codes are stable: queries and findings use them.
"""

from __future__ import annotations

from typing import Literal

Level = Literal["not checked", "present", "digests match", "signature valid", "chain trusted at the time"]

NOT_CHECKED: Level = "not checked"
PRESENT: Level = "present"
DIGESTS_MATCH: Level = "digests match"
SIGNATURE_VALID: Level = "signature valid"
CHAIN_TRUSTED: Level = "chain trusted at the time"

REFUTING = frozenset(
    {
        "digest_mismatch",
        "missing_member",
        "duplicate_id",
        "wrapped_reference",
        "unresolved_reference",
        "properties_not_signed",
        "signature_invalid",
        "certificate_mismatch",
        "certificate_not_valid",
        "wrong_key_usage",
        "revoked",
        "timestamp_invalid",
        "time_mark_mismatch",
        "ocsp_invalid",
        "ocsp_of_another_certificate",
        "ocsp_too_early",
    }
)
"""Reasons that are evidence against a signature. All others mean only that a check could not be made: no known
authority, no time from a third party, no answer about revocation, an unknown algorithm or format, a damaged file.
"""


class Unproven(Exception):
    """A step failed. ``code`` is stable, ``sentence`` tells a person what is wrong."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence

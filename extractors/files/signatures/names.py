"""Read names of people and organisations from certificates and roles, without their codes.

Estonian certificates hold the personal code (isikukood) in ``serialNumber`` and, on identity cards, in the common name
("KUUSK,MARI,…"); seals hold a registry code. No code is kept, and anything that looks like one is removed.
"""

from __future__ import annotations

import re

from cryptography import x509
from cryptography.x509.oid import NameOID

_LONG_NUMBER = re.compile(r"(?:\b[A-Z]{3}[A-Z]{2}-)?\d{6,}")
_PERSONAL_CODE = re.compile(r"(?<!\d)[1-8]\d{10}(?!\d)")


def strike_codes(text: str) -> str:
    """Return ``text`` without numbers of six digits and more, for names and roles."""
    return re.sub(r"\s+", " ", _LONG_NUMBER.sub("", text)).strip(" ,-")


def strike_personal_codes(text: str) -> str:
    """Return ``text`` with personal codes masked, for sentences that also hold dates and file names."""
    return _PERSONAL_CODE.sub("…", text)


def read_signer(certificate: x509.Certificate) -> tuple[str | None, bool | None]:
    """Return the name of the certificate's subject and whether it is an organisation's seal.

    A person is "Given Surname"; all-capital names, as on cards, get initial capitals ("MARI-LIIS" → "Mari-Liis"). An
    organisation keeps its spelling. ``None`` where the subject names nobody.
    """
    subject = certificate.subject
    given, surname = _first(subject, NameOID.GIVEN_NAME), _first(subject, NameOID.SURNAME)
    if given and surname:
        return _person(given, surname), False
    common = _first(subject, NameOID.COMMON_NAME) or ""
    pieces = [strike_codes(piece) for piece in common.replace("\\,", ",").split(",")]
    if len(pieces) == 3 and not pieces[2] and pieces[0] and pieces[1]:  # SURNAME,GIVEN,CODE
        return _person(pieces[1], pieces[0]), False
    name = strike_codes(common) or strike_codes(_first(subject, NameOID.ORGANIZATION_NAME) or "")
    return (name, True) if name else (None, None)


def authority_name(name: x509.Name) -> str:
    """Return what to call an issuer in a sentence."""
    return strike_codes(_first(name, NameOID.COMMON_NAME) or _first(name, NameOID.ORGANIZATION_NAME) or "") or "unnamed"


def _person(given: str, surname: str) -> str | None:
    name = strike_codes(f"{given} {surname}")
    if name.isupper():
        # str.title starts a word after every apostrophe and hyphen, as names do: O'Brien, Mari-Liis.
        name = name.title()
    return name or None


def _first(name: x509.Name, kind: x509.ObjectIdentifier) -> str | None:
    for attribute in name.get_attributes_for_oid(kind):
        if isinstance(attribute.value, str) and attribute.value.strip():
            return attribute.value.strip()
    return None

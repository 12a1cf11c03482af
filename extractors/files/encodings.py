"""Decode bytes in the encodings that Estonian offices have used since 1996; a finding reports every guess.

Most of the single-byte encodings agree on õ, ä, ö, ü and differ on š and ž (and on quotes):

                 š   ž   Š   Ž
windows-1257     F0  FE  D0  DE     ISO 8859-13 likewise, but with other quotes and dashes
ISO 8859-15      A8  B8  A6  B4
ISO 8859-4       B9  BE  A9  AE
windows-1252     9A  9E  8A  8E
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from charset_normalizer import from_bytes

from extractors.model.finding import Finding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE_BYTE = ("cp1257", "iso8859_13", "iso8859_15", "iso8859_4", "cp1252", "cp775", "mac_roman")
_ALIKE = _SINGLE_BYTE[:5]  # these share õ, ä, ö, ü: where all give the same text there is no doubt
_NAMES = {
    "cp1257": "windows-1257", "cp1252": "windows-1252", "cp775": "IBM775", "mac_roman": "Mac Roman",
    "iso8859_13": "ISO 8859-13", "iso8859_15": "ISO 8859-15", "iso8859_4": "ISO 8859-4",
}  # fmt: skip
_SYNONYMS = {"iso8859-1": "cp1252", "ascii": "cp1252"}  # so browsers read text declared as Latin-1
_FREQUENT, _RARE = frozenset("õäöüÕÄÖÜ"), frozenset("šžŠŽ")
_OPENING, _PUNCTUATION = frozenset("„“”«»‘’‚§–—…•·€£"), frozenset("°²³¹½¼¾´\xa0\xad×±")
_KNOWN_ABROAD = frozenset("éÉåÅøØæÆèáíóúçñ")
_SAMPLE = 200_000

# The byte of õ in IBM775 is that of ä in the Windows and ISO encodings. These beginnings have only one of them.
_STEMS = re.compile(
    r"käsk|määr|täiend|täna|päev|väl(?:ja|is)|järel|järg|täht|läbi|käes|näid|ära|märk|märts|äri"
    r"|lõpp|lõpe|õig|nõu|põhi|põhj|kõik|kõrg|võt|tõend|õpe|õpp|kõne|sõidu",
    re.IGNORECASE,
)
_HINT = 2


@dataclass(frozen=True, slots=True)
class Decoded:
    """``text`` in NFC with line feeds as line ends, no NUL and no byte order mark; ``findings`` where the encoding was
    guessed or misdeclared.
    """

    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text of ``data``. Never raises: undecodable bytes become U+FFFD.

    The encoding is that of the byte order mark, else UTF-16 or UTF-8 where the bytes fit, else the single-byte encoding
    whose reading is most likely Estonian. ``declared`` is what the file states, ``None`` where it states nothing; it
    decides only between equals.
    """
    hint = _codec(declared)
    decoded = _marked(data) or _wide(data) or _utf8(data) or _guessed(data, hint)
    # Byte order marks stand also where files were joined, or saved several times.
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").replace("\ufeff", "")
    findings = decoded.findings
    if not findings and hint and not text.isascii() and _family(hint) != _family(decoded.encoding):
        message = f"declared as {declared}, but not valid as such: read as {decoded.encoding}"
        findings = (Finding("encoding_guessed", message),)
    lost = text.count("\ufffd")
    if lost:
        findings += (Finding("unreadable_letters", f"{lost} letters could not be decoded"),)
    return Decoded(unicodedata.normalize("NFC", text), decoded.encoding, findings)


def decode_name(raw: bytes, *others: str) -> str:
    """Return a file's name stored without its encoding: UTF-8 where it is valid, else the likeliest single-byte one.

    ``others`` are encodings that come before all where they read as well: those that the program used which stored it.
    """
    try:
        return unicodedata.normalize("NFC", raw.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    readings = [text for name in (*others, *_SINGLE_BYTE) if (text := _try(raw, name)) is not None]
    return max(readings, key=lambda text: (_likelihood(text), bool(_STEMS.search(text)))) if readings else _lossy(raw)


def _lossy(raw: bytes) -> str:
    return raw.decode("cp1257", errors="replace")


def _codec(declared: str | None) -> str | None:
    try:
        name = codecs.lookup(declared).name if declared else None
    except (LookupError, ValueError):
        return None
    return _SYNONYMS.get(name or "", name)


def _family(encoding: str) -> str:
    return codecs.lookup(encoding).name.removesuffix("-sig")[:6]


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, errors="replace"), encoding)
    return None


def _wide(data: bytes) -> Decoded | None:
    """Detect UTF-16 without a mark by the zero bytes beside Latin letters; an odd last byte is cut off."""
    if len(data) < 4 or b"\x00" not in data[:2000]:
        return None
    for encoding, zeros in (("utf-16-le", data[1:2000:2]), ("utf-16-be", data[:2000:2])):
        if zeros.count(0) > 0.7 * len(zeros):
            return Decoded(data.decode(encoding, errors="replace"), encoding)
    return None


def _utf8(data: bytes) -> Decoded | None:
    """Accept UTF-8: other encodings are hardly ever valid UTF-8; damaged UTF-8 has far more good letters than bad."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    if not bad:
        return Decoded(text, "utf-8")
    good = sum(1 for sign in text[:_SAMPLE] if sign > "\x7f") - text[:_SAMPLE].count("\ufffd")
    return Decoded(text, "utf-8") if good >= 4 * bad else None


def _guessed(data: bytes, hint: str | None) -> Decoded:
    """Return the likeliest reading; a finding names a different one unless it is far behind."""
    readings: dict[str, tuple[int, str]] = {}
    for encoding in dict.fromkeys((*([hint] if hint else []), *_SINGLE_BYTE)):
        text = _try(data, encoding)
        if text is not None and text not in readings:
            readings[text] = (_likelihood(text) + (_HINT if encoding == hint else 0), encoding)
    text, (score, encoding) = max(readings.items(), key=lambda reading: reading[1][0])
    if score < 0 and (best := from_bytes(data[:_SAMPLE]).best()) is not None:
        other = _try(data, best.encoding)
        if other is not None and other.isprintable() is text.isprintable() and _likelihood(other) > score:
            text, encoding = other, best.encoding
    rivals = [name for said, (points, name) in readings.items() if said != text and points > score - 3]
    message = f"no encoding declared: read as {_NAMES.get(encoding, encoding)}, the likeliest for Estonian"
    if rivals:
        message += f"; {_NAMES.get(rivals[0], rivals[0])} is almost as likely and differs"
    elif score < 0:
        message += ", but it hardly reads as Estonian"
    is_plain = all(_try(data, name) in (text, None) for name in _ALIKE)
    return Decoded(text, encoding, () if is_plain and score >= 0 else (Finding("encoding_guessed", message),))


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _likelihood(text: str) -> int:
    """Score a reading: Estonian letters where letters belong count for it; control characters, symbols within words,
    foreign letters and capitals within small letters count against it.
    """
    score = 0
    sample = text[:_SAMPLE]
    for at, sign in enumerate(sample):
        if sign <= "\x7f":
            continue
        before, after = sample[at - 1 : at] if at else " ", sample[at + 1 : at + 2] or " "
        if "\x7f" <= sign <= "\x9f":
            score -= 5
        elif sign.isupper() and before.islower():
            score -= 3
        elif sign in _FREQUENT:
            score += 3
        elif sign in _RARE:
            score += 2
        elif sign.isalpha():
            score -= 1 if sign in _KNOWN_ABROAD else 2
        elif before.isalpha() and after.isalpha():
            score -= 3
        elif sign not in _OPENING and (after.isalpha() or sign not in _PUNCTUATION):
            score -= 2
    return score

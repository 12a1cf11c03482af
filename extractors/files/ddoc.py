"""Read DDOC: SK-XML 1.0 and DIGIDOC-XML 1.1 to 1.3, the signed XML that holds files as base64.

The XML is read as a stream: a DDOC holds whole scans and may be large, and a tree of it would take many times its size.
Signatures are verified from the raw bytes, not from what is decoded here.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field

from extractors.errors import UnreadableFile, UnsafeContainer
from extractors.files.members import Budget, Container, Member, Names, path_fault
from extractors.files.safe_xml import Attributes, stream_xml
from extractors.model.extraction import Failure
from extractors.model.finding import Finding

DDOC_LIMIT = 256 * 1024 * 1024
"""Bytes of XML. The format was made for mail, but a real one may have 100 MB. Base64 cannot unpack to more than the
file itself, so memory stays within twice this limit.
"""

_DECODE_AT = 1024 * 1024
_NOT_INSIDE = {
    "DETACHED": "is not in the DDOC, which only names it",
    "HASHCODE": "is not in the DDOC, which holds only its digest; ask for the full container",
}


@dataclass(frozen=True, slots=True)
class DataFile:
    """A ``DataFile`` element. ``data`` is ``None`` where the DDOC does not contain the file.

    ``declared_size`` is the attribute Size in bytes, ``None`` without one; ``damage`` says what was wrong with the
    base64.
    """

    file_id: str
    name: str
    content_type: str
    data: bytes | None
    declared_size: int | None = None
    damage: str | None = None


def open_ddoc(data: bytes, name: str, budget: Budget) -> Container:
    """Return the data files of a DDOC in its order, without signatures. Files that it only names are failures.

    Raises ``UnsafeContainer`` (document type, unsafe path, two data files with one id, over the budget) and
    ``UnreadableFile``.
    """
    files = parse_ddoc(data, name, budget)
    names = Names()
    members: list[Member] = []
    failures: list[Failure] = []
    findings: list[Finding] = []
    for file in files:
        own = names.claim(file.name)
        if file.data is None:
            what = _NOT_INSIDE.get(file.content_type, f"is stored in an unknown way ({file.content_type[:40]})")
            failures.append(Failure(own, None, UnreadableFile("").code, f"{own} {what}"))
            continue
        members.append(Member(own, file.data))
        if file.damage:
            findings.append(Finding("damaged_base64", f"{own}: {file.damage}"))
        elif file.declared_size not in (None, len(file.data)):
            sizes = f"{file.declared_size} bytes declared, {len(file.data)} found"
            findings.append(Finding("size_differs", f"{own}: {sizes}"))
    return Container(tuple(members), (), tuple(findings), tuple(failures))


def parse_ddoc(data: bytes, name: str, budget: Budget) -> tuple[DataFile, ...]:
    """Return every data file of a DDOC, decoded. Raises as ``open_ddoc``."""
    reading = _Reading(data, name, budget)
    stream_xml(data, name, DDOC_LIMIT, start=reading.start, end=reading.end, text=reading.text)
    return tuple(reading.files)


@dataclass(slots=True)
class _Base64:
    """Decode base64 text as it arrives, in groups of four; characters outside the alphabet are counted."""

    waiting: list[str] = field(default_factory=list)
    length: int = 0
    rest: bytes = b""
    strange: int = 0
    decoded: bytearray = field(default_factory=bytearray)

    def add(self, text: str) -> None:
        self.waiting.append(text)
        self.length += len(text)
        if self.length >= _DECODE_AT:
            self._decode(is_last=False)

    def _decode(self, *, is_last: bool) -> None:
        joined = "".join(self.waiting).encode("ascii", errors="replace").translate(None, _BLANKS)
        clean = joined.translate(None, _NO_BASE64)
        self.strange += len(joined) - len(clean)
        self.rest, self.waiting, self.length = self.rest + clean, [], 0
        whole = len(self.rest) - (len(self.rest) % 4)
        if not is_last and b"=" not in self.rest:
            self.decoded += base64.b64decode(self.rest[:whole])
            self.rest = self.rest[whole:]

    def finish(self) -> tuple[bytes, str | None]:
        """Return the bytes, and what was wrong with them (``None``: nothing)."""
        self._decode(is_last=True)
        core, _, after = self.rest.partition(b"=")
        torn = len(core) % 4 == 1  # six bits do not make a byte
        core = core[:-1] if torn else core
        self.decoded += base64.b64decode(core + b"=" * (-len(core) % 4))
        damage = f"{self.strange} characters outside base64 are left out" if self.strange else None
        if torn or after.strip(b"="):
            damage = "the base64 is cut short" if torn else "the base64 goes on after its end"
        return bytes(self.decoded), damage


_BLANKS = b" \t\r\n"
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_NO_BASE64 = bytes(set(range(256)) - set(_ALPHABET))


class _Reading:
    """The state of one pass through a DDOC: which data file is open, and its content so far."""

    def __init__(self, data: bytes, name: str, budget: Budget) -> None:
        self.files: list[DataFile] = []
        self._data, self._name, self._budget = data, name, budget
        self._ids: set[str] = set()
        self._depth = 0
        self._open: Attributes | None = None
        self._markup_at: int | None = None
        self._base64 = _Base64()
        self._plain: list[str] = []

    def start(self, tag: str, attributes: Attributes, offset: int) -> None:
        self._depth += 1
        if self._depth == 1 and tag != "SignedDoc":
            raise UnreadableFile(f"{self._name}: not a DDOC: it begins with {tag[:40]}")
        if self._open is not None:
            self._markup_at = offset if self._markup_at is None else self._markup_at
        elif self._depth == 2 and tag == "DataFile":
            self._open_file(attributes)

    def _open_file(self, attributes: Attributes) -> None:
        self._budget.spend(self._name, 1, 0)
        file_id, path = attributes.get("Id", ""), attributes.get("Filename", "")
        fault = path_fault(path)
        if fault:
            raise UnsafeContainer(f"{self._name}: data file {path[:80]!r} {fault}")
        if file_id in self._ids:
            raise UnsafeContainer(f"{self._name}: two data files have the id {file_id[:40]!r}")
        self._ids.add(file_id)
        self._open, self._markup_at = attributes, None
        self._base64, self._plain = _Base64(), []

    def text(self, text: str) -> None:
        if self._open is None:
            return
        if self._open.get("ContentType") == "EMBEDDED":
            self._plain.append(text)
        elif self._open.get("ContentType") == "EMBEDDED_BASE64":
            self._base64.add(text)

    def end(self, tag: str, offset: int) -> None:
        self._depth -= 1
        if self._open is None or self._depth != 1:
            return
        attributes, self._open = self._open, None
        kind = attributes.get("ContentType", "")
        content: bytes | None = None
        damage: str | None = None
        if kind == "EMBEDDED_BASE64":
            content, damage = self._base64.finish()
        elif kind == "EMBEDDED":
            content = self._embedded(offset)
        self._budget.spend(f"{self._name}: {attributes.get('Filename', '')[:80]}", 0, len(content or b""))
        size = attributes.get("Size", "")
        declared = int(size) if size.isdecimal() and len(size) < 16 else None
        self.files.append(DataFile(attributes.get("Id", ""), attributes["Filename"], kind, content, declared, damage))

    def _embedded(self, end: int) -> bytes:
        """Return a file that the XML holds unencoded (1.0 to 1.2): XML as its raw bytes, text without its escapes."""
        if self._markup_at is None:
            return "".join(self._plain).encode("utf-8")
        return self._data[self._markup_at : end].strip()

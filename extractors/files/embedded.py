"""Find the files inside a document that has text of its own: attached to a PDF, embedded in a DOCX or a workbook,
carried in the addresses of an HTML page.

They are members like those of a container. What is only named, or of a form that is not read, is held back by name.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator

from extractors.errors import ExtractionError, UnreadableFile, UnsafeContainer
from extractors.files import media
from extractors.files.containers import open_container
from extractors.files.data_addresses import InAddress, find_in_addresses
from extractors.files.members import MAX_DEPTH, Budget, Container, Member, Names, last_piece
from extractors.files.ole_names import top_names
from extractors.files.ole_packages import packed_file
from extractors.files.zip_entries import entry_path, is_folder, list_entries, read_one_entry
from extractors.model.extraction import Failure
from extractors.model.finding import Finding
from extractors.pages.attachments import Attached, Beside, content_of, find_beside

_FOLDERS = ("word/embeddings/", "xl/embeddings/")
_OBJECTS = (".bin", ".ole")
_RTF_OBJECT = b"\\objdata"
_OLE_FOLDERS = ("ObjectPool", "MBD")


def open_any(data: bytes, name: str, budget: Budget, *, depth: int = 0) -> Container:
    """Return the members of a container or the files inside a document. Raises as ``open_container``."""
    kind = media.media_type(data, name)
    if media.is_container(kind):
        return open_container(data, name, budget, depth=depth, kind=kind)
    beside = find_beside(data) if kind == media.PDF else Beside()
    return open_embedded(data, name, kind, beside, budget, depth=depth)


def open_embedded(data: bytes, name: str, kind: str, beside: Beside, budget: Budget, *, depth: int = 0) -> Container:
    """Return the files inside a document of that media type; no members where it has none.

    ``beside`` is what a PDF holds beside its pages, ``depth`` counts the containers around the document. Each file is
    paid from ``budget``. Never raises for what is inside: a file that cannot be had is a failure with its name.
    """
    opened = _Opened(name, budget, depth)
    if kind == media.PDF:
        for number, attached in enumerate(beside.attached, 1):
            opened.add_attached(attached, number)
    elif kind in (media.DOCX, media.XLSX):
        for path, content in _parts(data, opened):
            opened.add(last_piece(path) or path, content)
    elif kind == media.HTML:
        for found in find_in_addresses(data):
            opened.add_in_address(found)
    elif (kind in (media.DOC, media.XLS) and _has_objects(data)) or (kind == media.RTF and _RTF_OBJECT in data):
        opened.findings.append(Finding("embedded_object", f"{name}: objects embedded in the document are not read"))
    return opened.container()


class _Opened:
    """The files found so far."""

    def __init__(self, name: str, budget: Budget, depth: int) -> None:
        self.findings: list[Finding] = []
        self.budget = budget
        self._name, self._depth = name, depth
        self._names = Names()
        self._members: list[Member] = []
        self._failures: list[Failure] = []

    def add_attached(self, attached: Attached, number: int) -> None:
        name = last_piece(attached.name) or f"attachment-{number}"
        if attached.stream is None:
            self.fail(name, UnreadableFile("").code, "is not in the PDF, which only names it")
            return
        try:
            content = content_of(attached.stream, self.budget.size)
        except Exception as error:  # pdfminer raises any error for a broken stream
            self.fail(name, UnreadableFile("").code, f"is damaged in the PDF: {type(error).__name__}: {error}")
            return
        if content is None:
            self.fail(name, UnsafeContainer("").code, "unpacks to more bytes than a tree of files may hold")
            return
        self.add(name, content)

    def add_in_address(self, found: InAddress) -> None:
        name = last_piece(found.name) or "attachment"
        if found.content is None:
            self.fail(name, UnreadableFile("").code, "is damaged: its address is no base64")
        else:
            self.add(name, found.content)

    def add(self, called: str, content: bytes) -> None:
        """Add a file, unless the limits of the tree or its own form forbid it. The file in an object is taken out."""
        packed = packed_file(content) if called.lower().endswith(_OBJECTS) else None
        if packed is not None:
            called, content = last_piece(packed[0]) or called.rpartition(".")[0], packed[1]
        own = self._names.claim(called)
        sha256 = hashlib.sha256(content).hexdigest()
        if called.lower().endswith(_OBJECTS):
            what = "an embedded object (OLE), which is not read"
            self._failures.append(Failure(own, sha256, UnreadableFile("").code, f"{own} in {self._name}: {what}"))
            return
        if self._depth >= MAX_DEPTH:
            what = f"files nested more than {MAX_DEPTH} deep"
            self._failures.append(Failure(own, sha256, UnsafeContainer("").code, f"{own} in {self._name}: {what}"))
            return
        try:
            self.budget.spend(f"{self._name}: {own}", 1, len(content))
        except UnsafeContainer as error:
            self._failures.append(Failure(own, sha256, error.code, str(error)))
            return
        self._members.append(Member(own, content))

    def fail(self, called: str, code: str, what: str) -> None:
        own = self._names.claim(called)
        self._failures.append(Failure(own, None, code, f"{own} in {self._name} {what}"))

    def container(self) -> Container:
        """Return what was found, with a finding that names it: a reader of the document alone would not know."""
        names = [member.name for member in self._members] + [failure.name for failure in self._failures]
        findings = list(self.findings)
        if names:
            findings.append(Finding("files_inside", f"{self._name} holds files: {', '.join(names)[:500]}"))
        return Container(tuple(self._members), (), tuple(findings), tuple(self._failures))


def _parts(data: bytes, opened: _Opened) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the embedded parts of an Office package; a damaged package yields none."""
    try:
        infos = list_entries(data, "the package")
    except ExtractionError:
        return
    for info in infos:
        path = entry_path(info)
        if not path.startswith(_FOLDERS) or is_folder(info):
            continue
        called = last_piece(path) or path
        if info.file_size > opened.budget.size:
            opened.fail(called, UnsafeContainer("").code, "declares more bytes than a tree of files may hold")
            continue
        try:
            content = read_one_entry(data, info)
        except (ExtractionError, zlib.error) as error:
            opened.fail(called, UnreadableFile("").code, f"is damaged: {error}")
            continue
        yield path, content


def _has_objects(data: bytes) -> bool:
    """Return whether an old Word or Excel file keeps embedded objects ([MS-DOC] 2.1.6, [MS-XLS] 2.1.7.3)."""
    return any(name.startswith(_OLE_FOLDERS) for name in top_names(data))

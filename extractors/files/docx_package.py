"""Open a DOCX package (ISO/IEC 29500-2) part by part: its relations, and its XML in one dialect.

Strict documents (other namespaces, same names) become transitional. Of content written twice for two kinds of programs
one version is kept. Only requested parts are unpacked, because pictures are most of a package.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

from extractors.errors import UnreadableFile, UnsafeContainer
from extractors.files.containers import Budget, check_entries
from extractors.files.docx_names import WORD_SHAPE
from extractors.files.safe_xml import XML_LIMIT, parse_xml
from extractors.files.zip_entries import entry_path

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    f"{_STRICT}wordprocessingml/main": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    f"{_STRICT}spreadsheetml/main": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    f"{_STRICT}officeDocument/relationships": RELATIONS,
    f"{_STRICT}officeDocument/math": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_READABLE = frozenset({"t", "numFmt", "tbl", "textpath"})


class Package:
    """The parts of an Office Open XML file.

    Raises ``UnsafeContainer`` where the archive breaks the rules of containers or a part is too large,
    ``UnreadableFile`` where it is damaged.
    """

    def __init__(self, data: bytes, name: str, budget: Budget | None = None) -> None:
        self._name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            infos = self._archive.infolist()
        except Exception as error:  # damaged headers raise struct, value, key, unicode and zip errors
            raise UnreadableFile(f"{name}: the archive is damaged: {error or type(error).__name__}") from error
        check_entries(infos, name, budget or Budget())
        self._infos = {entry_path(info): info for info in infos}

    def __contains__(self, path: str) -> bool:
        return path in self._infos

    def names(self) -> list[str]:
        return list(self._infos)

    def read(self, path: str, limit: int = XML_LIMIT) -> bytes:
        """Return a part's bytes. Raises where it declares or holds more than ``limit`` of them."""
        info = self._infos[path]
        if info.file_size > limit:
            raise UnsafeContainer(f"{self._name}: {path}: {info.file_size} bytes, more than {limit} are not read")
        try:
            with self._archive.open(info) as entry:
                content = entry.read(info.file_size + 1)
        except Exception as error:  # offsets that lead out of the file raise value and struct errors
            raise UnreadableFile(f"{self._name}: {path} is damaged: {error}") from error
        if len(content) != info.file_size:
            raise UnsafeContainer(f"{self._name}: {path} is not of its declared size")
        return content

    def xml(self, path: str) -> etree._Element:
        """Return a part's root element, in the transitional dialect."""
        root = parse_xml(self.read(path), path)
        _make_transitional(root)
        _choose_alternatives(root)
        return root

    def relations(self, path: str = "") -> Iterator[tuple[str, str, str]]:
        """Return id, type and target path of each internal relation of a part ("" for the package)."""
        folder, name = posixpath.split(path)
        source = posixpath.join(folder, "_rels", f"{name}.rels")
        if source not in self:
            return
        for relation in parse_xml(self.read(source), source).iter(_RELATION):
            if relation.get("TargetMode") == "External":
                continue
            target = str(relation.get("Target", ""))
            joined = posixpath.normpath(posixpath.join(folder, target))
            yield (
                str(relation.get("Id", "")),
                str(relation.get("Type", "")),
                target.lstrip("/") if target.startswith("/") else joined,
            )

    def main_part(self, default: str) -> str:
        """Return the main part by the package's relations; its name may differ from the usual ``default``."""
        for _, kind, target in self.relations():
            if kind.endswith("/officeDocument") and target in self:
                return target
        if default in self:
            return default
        raise UnreadableFile(f"{self._name} has no main document: damaged, or another kind of package")


def _make_transitional(root: etree._Element) -> None:
    if not any(str(uri).startswith(_STRICT) for uri in root.nsmap.values()):
        return
    for element in root.iter("*"):
        element.tag = _renamed(str(element.tag))
        for name in [name for name in element.attrib if str(name).startswith("{" + _STRICT)]:
            element.set(_renamed(str(name)), element.attrib.pop(name))


def _renamed(name: str) -> str:
    space, brace, local = name.rpartition("}")
    known = _TRANSITIONAL.get(space.lstrip("{"))
    return f"{{{known}}}{local}" if known else space + brace + local


def _choose_alternatives(root: etree._Element) -> None:
    """Replace each mc:AlternateContent by the content of its first readable branch: Choice or Fallback, never both.

    Where nothing can be read a branch that draws is kept: a box without words may lie over those of its paragraph.
    """
    for alternative in list(root.iter(f"{_MC}AlternateContent")):
        parent = alternative.getparent()
        if parent is None:
            continue
        branches = [child for child in alternative if child.tag in (f"{_MC}Choice", f"{_MC}Fallback")]
        chosen = next((each for rule in (_is_readable, _draws) for each in branches if rule(each)), None)
        at = parent.index(alternative)
        for offset, child in enumerate(list(chosen) if chosen is not None else []):
            parent.insert(at + offset, child)
        parent.remove(alternative)


def _is_readable(branch: etree._Element) -> bool:
    return any(etree.QName(element).localname in _READABLE for element in branch.iter("*"))


def _draws(branch: etree._Element) -> bool:
    return next(branch.iter(WORD_SHAPE), None) is not None

"""What a container gives, and what a whole tree of containers may cost."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.errors import UnsafeContainer
from extractors.model.extraction import Failure, Signature
from extractors.model.finding import Finding

MAX_ENTRIES = 2_000
MAX_BYTES = 512 * 1024 * 1024
MAX_DEPTH = 3

_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_CID = re.compile(rb"""cid:([^"'\s>)]+)""", re.IGNORECASE)


@dataclass(slots=True)
class Budget:
    """What a tree of containers may still unpack; pass the same one to every container of the tree."""

    entries: int = MAX_ENTRIES
    size: int = MAX_BYTES
    around: Budget | None = None

    def of_document(self) -> Budget:
        """For a document that is a package itself (DOCX, ODT): entries of its own, bytes from the tree."""
        return Budget(size=self.size, around=self)

    def spend(self, name: str, entries: int, size: int) -> None:
        """Takes entries and bytes. Raises ``UnsafeContainer``, and takes nothing, where the tree wants more than its
        share: what is refused is not unpacked either, and its neighbours must not pay for it."""
        if entries > self.entries:
            raise UnsafeContainer(f"{name}: more than {MAX_ENTRIES} entries in all")
        if size > self.size:
            raise UnsafeContainer(f"{name}: declares more than {MAX_BYTES} bytes in all")
        self.entries -= entries
        self.size -= size
        if self.around is not None:
            self.around.spend(name, 0, size)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a container; ``name`` is its path there, or what a mail calls it.

    ``is_letter`` marks the text of a mail itself: it tells of acts that others have made and is none.
    """

    name: str
    data: bytes
    is_letter: bool = False


@dataclass(frozen=True, slots=True)
class Container:
    """The files a container holds, in its order, and who signed it. Its own bookkeeping (META-INF) is no member.

    ``failures`` are files that the container names and that cannot be had from it.
    """

    members: tuple[Member, ...]
    signatures: tuple[Signature, ...] = ()
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()


def path_fault(path: str) -> str | None:
    """The rule that an entry's path breaks, in words that follow its name; ``None`` for a good path.

    Nothing is written under these names, but they are shown, become keys in the warehouse, and whoever unpacks the
    archived original with another program would be harmed.
    """
    if "\\" in path:
        return "has a backslash in its path"
    if path.startswith("/") or re.match(r"[A-Za-z]:", path):
        return "has an absolute path"
    if ".." in path.split("/"):
        return "leads out of the container (..)"
    if not path.strip() or "\x00" in path:
        return "has no usable name (empty, or with a NUL in it)"
    return None


def last_piece(called: str) -> str:
    """A file's name as a mail gives it, without the folders before it and without signs that cannot be shown;
    empty where nothing usable is left."""
    piece = re.split(r"[/\\]", _CONTROLS.sub("", called))[-1].strip()
    return "" if piece in (".", "..") else piece


def shown_content_ids(html: bytes) -> set[str]:
    """The Content-IDs of the pictures that a mail's HTML shows in its text (RFC 2392)."""
    return {found.decode("ascii", errors="replace") for found in _CID.findall(html)}


class Names:
    """Gives the members of one container names of their own: the second "pilt.png" becomes "pilt (2).png".

    For mail and DDOC, where equal names are allowed; in archives they are an attack.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def claim(self, name: str) -> str:
        stem, dot, ending = name.rpartition(".")
        if not stem:
            stem, dot, ending = name, "", ""
        own, turn = name, self._last.get(name, 1)
        while own in self._taken:
            turn += 1
            own = f"{stem} ({turn}){dot}{ending}"
        self._last[name] = turn
        self._taken.add(own)
        return own

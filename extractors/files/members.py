"""Define what a container yields and how much a whole tree of containers may unpack."""

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
    """How much a tree of containers may still unpack; pass the same one to every container of the tree."""

    entries: int = MAX_ENTRIES
    size: int = MAX_BYTES
    around: Budget | None = None

    def of_document(self) -> Budget:
        """Return the budget of a document that is itself a package (DOCX, ODT): its own entries, the tree's bytes."""
        return Budget(size=self.size, around=self)

    def spend(self, name: str, entries: int, size: int) -> None:
        """Charge entries and bytes. Raises ``UnsafeContainer`` where the tree exceeds its budget.

        It then charges nothing: what is refused is not unpacked, and its neighbours must not pay for it.
        """
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
    """A file in a container; ``name`` is its path there, or its name in a mail.

    ``is_letter`` marks the text of a mail: it speaks of acts that others have made and is not an act itself.
    ``is_smuggled`` marks a file among a container's metadata that no signature covers: no viewer shows it, so nobody
    who signed or published the container knows of it.
    """

    name: str
    data: bytes
    is_letter: bool = False
    is_smuggled: bool = False


@dataclass(frozen=True, slots=True)
class Container:
    """The files of a container, in its order, and its signatures. Container metadata (META-INF) is not a member.

    ``failures`` are files that the container names but does not yield.
    """

    members: tuple[Member, ...]
    signatures: tuple[Signature, ...] = ()
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()


def path_fault(path: str) -> str | None:
    """Return the rule that an entry's path breaks, as words that follow its name; ``None`` for a good path.

    Nothing is written under these names. But they are shown and become keys in the warehouse, and unpacking the
    archived original with another program would be unsafe.
    """
    if "\\" in path:
        return "has a backslash in its path"
    if path.startswith("/") or re.match(r"[A-Za-z]:", path):
        return "has an absolute path"
    if ".." in path.split("/"):
        return "points outside the container (..)"
    if not path.strip() or "\x00" in path:
        return "has no usable name (empty, or contains NUL)"
    return None


def last_piece(called: str) -> str:
    """Return a file's name as a mail gives it, without folders and control characters; empty where nothing is left."""
    piece = re.split(r"[/\\]", _CONTROLS.sub("", called))[-1].strip()
    return "" if piece in (".", "..") else piece


def shown_content_ids(html: bytes) -> set[str]:
    """Return the Content-IDs of the images that a mail's HTML shows (RFC 2392)."""
    return {content_id.decode("ascii", errors="replace") for content_id in _CID.findall(html)}


class Names:
    """Give the members of one container unique names: the second "pilt.png" becomes "pilt (2).png".

    For mail and DDOC, which allow equal names; in archives they are an attack.
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

"""Find the platform that a register's answers came from, because the platform knows what they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from extractors.registers import PLATFORMS
from extractors.registers.base import Address, AddressKind
from extractors.registers.blanking import bears, spellings
from flows.archive import ArchiveReader
from flows.registers.find import UnknownRegister, find_register
from flows.registers.loose import LOOSE_FILES
from warehouse.connection import Warehouse
from warehouse.withdrawal.facts import platforms_of


class Pages(Protocol):
    """What a take-down needs from a platform: the part of ``Connector`` that needs no register's address."""

    @staticmethod
    def address_of(url: str, method: str = "GET") -> Address: ...

    @staticmethod
    def blank(body: bytes, external_id: str, words: Collection[str], kept: Collection[str]) -> bytes | None: ...


class AddedFiles:
    """The answers that `kehtiv add` keeps: files, each at its own address."""

    @staticmethod
    def address_of(url: str, method: str = "GET") -> Address:
        return Address(AddressKind.FILE)

    @staticmethod
    def blank(body: bytes, external_id: str, words: Collection[str], kept: Collection[str]) -> bytes | None:
        return body


class UnknownPages:
    """The answers of an unknown platform: everything that may mention the document is deleted."""

    @staticmethod
    def address_of(url: str, method: str = "GET") -> Address:
        """Treat every address as a possible page of the document whose id is its last segment."""
        try:
            last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
        except ValueError:
            last = ""
        return Address(AddressKind.DOCUMENT, last) if last else Address(AddressKind.OTHER)

    @staticmethod
    def blank(body: bytes, external_id: str, words: Collection[str], kept: Collection[str]) -> bytes | None:
        token = re.compile(rb"(?<![0-9A-Za-z])" + re.escape(external_id.encode()) + rb"(?![0-9A-Za-z])")
        return None if token.search(body) or bears(body, spellings(words)) else body


@dataclass(frozen=True)
class PlatformFinder:
    """Finds a register's platform: by its documents, else by the register list, else by archived requests.

    Without ``warehouse`` the documents are skipped.
    """

    warehouse: Warehouse | None
    archive: ArchiveReader

    def __call__(self, register: str) -> Pages:
        if register == LOOSE_FILES:
            return AddedFiles()
        return next((PLATFORMS[name] for name in self._names(register) if name in PLATFORMS), None) or UnknownPages()

    def _names(self, register: str) -> Iterator[str | None]:
        if self.warehouse is not None:
            yield from platforms_of(self.warehouse, register)
        yield _listed(register)
        yield self._requested(register)

    def _requested(self, register: str) -> str | None:
        """Return the platform that recognises most requests as document pages; ``None`` where none recognises any."""
        counts = dict.fromkeys(PLATFORMS, 0)
        for row in self.archive.captures(register):
            for name, platform in PLATFORMS.items():
                counts[name] += platform.address_of(row.url, row.method).kind is AddressKind.DOCUMENT
        best = max(counts, key=lambda name: counts[name])
        return best if counts[best] else None


def _listed(register: str) -> str | None:
    try:
        return find_register(register).platform
    except UnknownRegister:
        return None

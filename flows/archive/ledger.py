"""Keep the ledger: when and how each answer arrived, one JSON object per line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from extractors.model.register import of_length
from flows.archive.errors import ArchiveDamaged
from flows.archive.trouble import unreadable, unwritable
from flows.stores import Place

KEPT_HEADERS = (
    "etag",
    "last-modified",
    "content-type",
    "content-disposition",
    "content-length",
    "content-encoding",
    "location",
    "retry-after",
)
"""Headers that are kept. Cookies never are, nor what a proxy adds about the visitor."""

_FOLDER = "captures"
_FEW = 20
"""The most strings to look for in a raw line: searching for more takes longer than parsing the line."""
_REGISTER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """A line of the ledger: one answer. ``url`` is the requested address, ``final_url`` the one that answered.

    ``headers`` are those of ``KEPT_HEADERS``, names in lower case; ``fetched_at`` is UTC; ``size`` is in bytes.
    ``is_withdrawn``: a take-down deleted the bytes. For a file it also removed address and headers, which contain the
    file's name; ``url`` is then "withdrawn:<document id>".
    """

    register: str
    url: str
    method: str
    form: tuple[tuple[str, str], ...]
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    fetched_at: datetime
    sha256: str
    size: int
    is_withdrawn: bool = False

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name.lower()), None)

    def with_body(self, sha256: str, size: int) -> StoredCapture:
        """Return this line for replaced bytes; a content-length header then gives the new size, too."""
        return replace(self, headers=of_length(self.headers, size), sha256=sha256, size=size)


class Ledger:
    """The files of an archive under ``captures/``: a folder for each register, a file of lines for each month."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def registers(self) -> list[str]:
        """Return every register that has lines, sorted. Raise ``ArchiveUnreachable``."""
        with unreadable(self._place.told(_FOLDER)):
            return self._place.lines.folders(_FOLDER)

    def read(self, register: str, naming: Collection[str] | None = None) -> Iterator[StoredCapture]:
        """Yield every answer of a register in the order of arrival.

        Raise ``ArchiveDamaged`` with file and line, or ``ArchiveUnreachable``.

        With ``naming``, yield only lines that contain one of these strings anywhere: a few lines among a hundred
        thousand are found without parsing the others. Given more than ``_FEW`` strings, yield every line; the caller
        selects.
        """
        needles = _needles(naming)
        for name in self._months(register):
            yield from (row for _, row in self._read_month(name, register, needles) if row is not None)

    def append(self, row: StoredCapture) -> None:
        """Append a line; it is kept for good when this returns. Raise ``ArchiveUnwritable``."""
        name = f"{_folder_of(row.register)}/{row.fetched_at:%Y-%m}.jsonl"
        with unwritable(self._place.told(name)):
            self._place.lines.append(name, _to_line(row))

    def rewrite(
        self, register: str, change: Callable[[StoredCapture], StoredCapture], naming: Collection[str] | None
    ) -> int:
        """Replace each line that ``read`` would yield by ``change(line)``; return how many lines changed.

        ``change`` returns a line that does not concern it as it is. Each month is written completely or not at all; a
        month without changes is not touched.
        """
        changed = 0
        needles = _needles(naming)
        for name in self._months(register):
            lines: list[bytes] = []
            different = 0
            for line, row in self._read_month(name, register, needles):
                after = change(row) if row is not None else None
                is_changed = after is not None and after != row
                different += is_changed
                lines.append(_to_line(after) if after is not None and is_changed else line)
            if different:
                with unwritable(self._place.told(name)):
                    self._place.lines.replace(name, b"".join(line + b"\n" for line in lines))
            changed += different
        return changed

    def drop(self, register: str) -> None:
        """Delete every line of a register. Raises ``ArchiveUnwritable``."""
        with unwritable(self._place.told(_folder_of(register))):
            for name in self._months(register):
                self._place.lines.drop(name)

    def _months(self, register: str) -> list[str]:
        folder = _folder_of(register)
        with unreadable(self._place.told(folder)):
            return [name for name in self._place.lines.names(folder) if name.endswith(".jsonl")]

    def _read_month(
        self, name: str, register: str, needles: tuple[bytes, ...] | None
    ) -> Iterator[tuple[bytes, StoredCapture | None]]:
        """Yield each line with its answer, or with ``None`` where it has none of ``needles``; one line in memory."""
        told = self._place.told(name)
        with unreadable(told):
            for number, line in enumerate(self._place.lines.read(name), 1):
                is_wanted = needles is None or any(needle in line for needle in needles)
                yield line, _read_line(told, number, line, register) if is_wanted else None


def _folder_of(register: str) -> str:
    if _REGISTER.fullmatch(register) is None:
        raise ValueError(f"{register!r} cannot name a folder of the archive")
    return f"{_FOLDER}/{register}"


def _needles(naming: Collection[str] | None) -> tuple[bytes, ...] | None:
    """Return the strings as JSON writes them in a line; ``None`` where every line must be parsed."""
    if naming is None or len(naming) > _FEW:
        return None
    return tuple(json.dumps(name, ensure_ascii=False)[1:-1].encode() for name in naming)


def _read_line(told: str, number: int, line: bytes, register: str) -> StoredCapture:
    try:
        return _from_json(json.loads(line), register)
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveDamaged(f"{told}, line {number} cannot be read: {error}") from error


def _to_line(row: StoredCapture) -> bytes:
    values: dict[str, object] = {
        "url": row.url,
        "method": row.method,
        "form": row.form,
        "final_url": row.final_url,
        "status": row.status,
        "headers": row.headers,
        "fetched_at": row.fetched_at.isoformat(),
        "sha256": row.sha256,
        "size": row.size,
    }
    if row.is_withdrawn:
        values["is_withdrawn"] = True
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def _from_json(row: dict[str, object], register: str) -> StoredCapture:
    values = {**row, "register": register}
    for name in ("form", "headers"):
        values[name] = tuple((str(key), str(value)) for key, value in row[name])  # type: ignore[attr-defined]
    values["fetched_at"] = datetime.fromisoformat(str(row["fetched_at"]))
    return StoredCapture(**values)  # type: ignore[arg-type]

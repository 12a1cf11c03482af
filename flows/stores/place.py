"""Define what a place does that keeps files by name: a folder (``OnDisk``) or a bucket (``OnS3``)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Protocol


class StoreFailed(OSError):
    """A store did not answer, or refused. The message says what could not be done, where and why.

    It says nothing of one file: a file that is missing is a ``FileNotFoundError``.
    """


class LineFiles(Protocol):
    """Files that grow by whole lines. A line is without its line feed."""

    def append(self, name: str, line: bytes) -> None:
        """Add a line; it is kept for good on return. Raise ``OSError``."""
        ...

    def read(self, name: str) -> Iterator[bytes]:
        """Yield every whole line; nothing where there is no such file. Raise ``OSError``."""
        ...

    def replace(self, name: str, data: bytes) -> None:
        """Put ``data`` in place of all lines, completely or not at all. Raise ``OSError``."""
        ...

    def drop(self, name: str) -> None:
        """Delete a file, where it is there. Raise ``OSError``."""
        ...

    def names(self, folder: str) -> list[str]:
        """Return the names of all such files right in a folder, sorted. Raise ``OSError``."""
        ...

    def folders(self, folder: str) -> list[str]:
        """Return the names, without path, of the folders in a folder that hold such files, sorted."""
        ...

    def settle(self) -> None:
        """Bring every file into the form in which it rests: one file under its name. Raise ``OSError``."""
        ...


class Place(Protocol):
    """Keeps files by name. Each is there completely or not at all. Threads may share an instance."""

    @property
    def lines(self) -> LineFiles: ...

    def told(self, name: str = "") -> str:
        """Return where a name lies, for messages: a path or an address."""
        ...

    def prepare(self) -> None:
        """Prove that files can be written, are guarded against another writer, and can be deleted for good.

        Raise ``OSError``.
        """
        ...

    def read(self, name: str) -> bytes:
        """Return the bytes of a file. Raise ``FileNotFoundError``, or another ``OSError``."""
        ...

    def size(self, name: str) -> int | None:
        """Return the size of a file in bytes; ``None`` where there is none. Raise ``OSError``."""
        ...

    def write(self, name: str, data: bytes) -> None:
        """Write a file in place of any under that name; it is kept for good on return. Raise ``OSError``."""
        ...

    def delete(self, name: str) -> bool:
        """Delete a file; return whether it was there. Raise ``OSError``."""
        ...

    def delete_all(self, names: Collection[str]) -> int:
        """Delete files, which need not be there; return how many names there were. Raise ``OSError``."""
        ...

    def clear(self, folder: str) -> None:
        """Delete everything below a folder. What cannot be deleted stays."""
        ...

    def names(self, folder: str) -> Iterator[str]:
        """Yield the names of all files below a folder, which need not be there. Raise ``OSError``."""
        ...

    def sizes(self, folder: str) -> Iterator[int]:
        """Yield the sizes in bytes of all files below a folder, which need not be there. Raise ``OSError``."""
        ...

    def folders(self, folder: str) -> list[str]:
        """Return the names, without path, of the folders in a folder, sorted. Raise ``OSError``."""
        ...

    def tidy(self, is_wanted: Callable[[str], bool]) -> None:
        """Delete what a killed process was writing, of files whose name without path is wanted. Raise ``OSError``."""
        ...

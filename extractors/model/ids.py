"""Name documents and files: readable, and the same in every run and on every machine."""

from __future__ import annotations

from dataclasses import dataclass


class DocumentId(str):
    """The id of a document: ``<register>/<external id>``.

    It is a ``str``, so that it goes into rows, JSON and messages as it is; only here is it composed and taken apart.
    """

    __slots__ = ()

    @classmethod
    def of(cls, register: str, external_id: str) -> DocumentId:
        """Return the id of the document that ``register`` knows under ``external_id``."""
        return cls(f"{register}/{external_id}")

    @property
    def register(self) -> str:
        """The code of the register, up to the first slash."""
        return self.partition("/")[0]

    @property
    def external_id(self) -> str:
        """The register's own id of the document; the whole id where it names no register."""
        return self.partition("/")[2] or str(self)


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file of a document. ``key`` is the register's own id of the file, else its name; members add "/<name>"."""

    document_id: DocumentId
    key: str

    @property
    def file_id(self) -> str:
        """The readable id of the file, as rows have it."""
        return f"{self.document_id}!{self.key}"

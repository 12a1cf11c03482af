"""List the files of an act, and give an original back as it came (`kehtiv files`, `kehtiv show --save`)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from extractors.errors import ExtractionError
from extractors.files.containers import Budget
from extractors.files.embedded import open_any
from flows.archive import ArchiveDamaged, ArchiveError, ArchiveUnreachable, open_archive
from flows.ask.errors import CannotShow
from flows.folder import DataFolder
from warehouse.ask.answer import Answer
from warehouse.ask.evidence import HeldFile, file_chain
from warehouse.ask.files import ListedFile, files_of, files_of_document, find_file
from warehouse.ask.outcomes import find_answer
from warehouse.connection import open_published

_UNSAFE = re.compile(r"[/\\\x00-\x1f]")


@dataclass(frozen=True)
class Files:
    """What a reference came to, and the files of all that it names; members follow their container."""

    answer: Answer
    files: tuple[ListedFile, ...]


def list_files(data_folder: Path, reference: str, today: date) -> Files:
    """Return the files of the acts that a reference names, or of the document with that id."""
    with open_published(data_folder) as w:
        answer = find_answer(w, reference, today)
        ids = [one.directive_id for one in answer.directives]
        found = files_of(w, ids) if answer.answer == "held" else files_of_document(w, reference)
        return Files(answer, tuple(found))


def find_original(data_folder: Path, file_id: str) -> tuple[HeldFile, ...]:
    """Return the files from the one that the register lists down to a held one; empty where no file has that id."""
    with open_published(data_folder) as w:
        return file_chain(w, file_id) if find_file(w, file_id) else ()


def read_original(data_folder: Path, files: tuple[HeldFile, ...]) -> bytes:
    """Return the bytes of the last of ``files``, taken from the containers before it. Raises ``CannotShow``."""
    root = files[0]
    try:
        data = open_archive(DataFolder(data_folder)).load(root.sha256)
        budget = Budget()
        for depth, (container, member) in enumerate(pairwise(files)):
            data = _member(data, container, member, budget, depth)
    except (ArchiveDamaged, ArchiveUnreachable) as error:
        raise CannotShow(str(error)) from error
    except ArchiveError as error:
        raise CannotShow(f"the archive no longer holds {root.name}: it was withdrawn or removed ({error})") from error
    except ExtractionError as error:
        raise CannotShow(f"{root.name} cannot be opened: {error}") from error
    return data


def _member(data: bytes, container: HeldFile, member: HeldFile, budget: Budget, depth: int) -> bytes:
    """Find a member by its digest: a container may hold one name twice, and equal bytes look alike."""
    for found in open_any(data, container.name, budget, depth=depth).members:
        if hashlib.sha256(found.data).hexdigest() == member.sha256:
            return found.data
    raise CannotShow(f"{container.name} no longer holds {member.name} with these bytes")


def save_original(data_folder: Path, files: tuple[HeldFile, ...], target: Path) -> Path:
    """Write the last of ``files`` as it came to ``target``, in a folder under its own name; return where it is.

    An existing file of other bytes is not overwritten. Raises ``CannotShow``.
    """
    if not files:
        raise CannotShow("the file is not held")
    data = read_original(data_folder, files)
    path = target / (_UNSAFE.sub("_", files[-1].name).strip(". ") or "original") if target.is_dir() else target
    try:
        if path.exists() and (not path.is_file() or path.read_bytes() != data):
            raise CannotShow(f"{path} exists already and holds something else: it is not overwritten")
        path.write_bytes(data)
    except OSError as error:
        raise CannotShow(f"{path} cannot be written: {error.strerror or error}") from error
    return path

"""Open containers of all kinds and return their members, or refuse them with the rule that they break.

Nothing is written to disk. One budget limits a whole tree of containers, because a small bomb multiplies with every
level; a limit on the ratio of one entry would refuse valid containers.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.errors import EncryptedFile, UnreadableFile, UnsafeContainer
from extractors.files import media
from extractors.files.asic import open_asic, open_zip
from extractors.files.ddoc import open_ddoc
from extractors.files.mail import open_mail
from extractors.files.mailbox import is_mailbox, open_mailbox
from extractors.files.members import MAX_BYTES, MAX_DEPTH, MAX_ENTRIES, Budget, Container, Member
from extractors.files.msg import open_msg
from extractors.files.promise import check_promise, check_whole
from extractors.files.signatures import read_ddoc_signatures
from extractors.files.text_signs import without_marks
from extractors.files.tnef import open_tnef
from extractors.files.zip_entries import check_entries, read_entries
from extractors.model.finding import Finding

__all__ = [
    "MAX_BYTES", "MAX_DEPTH", "MAX_ENTRIES", "Budget", "Container", "Member",
    "check_entries", "open_container", "read_entries",
]  # fmt: skip

_PACKED_NAMES = {
    media.SEVEN_ZIP: "7z",
    media.RAR: "RAR",
    media.TAR: "tar",
    media.GZIP: "gzip",
    media.BZIP2: "bzip2",
    media.XZ: "xz",
    media.CAB: "CAB",
}


def open_container(
    data: bytes, name: str, budget: Budget | None = None, *, depth: int = 0, kind: str | None = None
) -> Container:
    """Return members and signatures of an ASiC-E, ASiC-S, BDOC, DDOC, ZIP, e-mail or Outlook message.

    ``depth`` counts the containers around it; ``kind`` is its media type where already known. Raises
    ``UnsafeContainer`` with the rule that is broken, ``EncryptedFile`` for files encrypted to recipients or by a
    password, ``TruncatedFile`` where the file ends early, ``AnswerInsteadOfFile`` where it is not what its name
    promises, ``UnreadableFile`` for damaged containers and for archive formats that kehtiv never opens.
    """
    budget = Budget() if budget is None else budget
    kind = media.media_type(data, name) if kind is None else kind
    if depth >= MAX_DEPTH:
        raise UnsafeContainer(f"{name}: containers nested more than {MAX_DEPTH} deep")
    container = _open(data, name, kind, budget)
    if container.members or container.failures:
        return container
    empty = Finding("empty_container", f"{name} holds no files")
    return replace(container, findings=(*container.findings, empty))


def _open(data: bytes, name: str, kind: str, budget: Budget) -> Container:
    check_promise(data, kind, name)
    check_whole(data, kind, name)
    if kind in media.ASIC:
        return open_asic(data, name, kind, budget)
    if kind == media.DDOC:
        data = without_marks(data).lstrip()
        container = open_ddoc(data, name, budget)
        report = read_ddoc_signatures(data, name)
        return replace(container, signatures=report.signatures, findings=(*container.findings, *report.findings))
    if kind == media.TNEF:
        return open_tnef(data, name, budget)
    if kind == media.EML and is_mailbox(data):
        return open_mailbox(data, name, budget)
    if kind == media.EML:
        return open_mail(data, name, budget)
    if kind == media.MSG:
        return open_msg(data, name, budget)
    if kind == media.CDOC:
        raise EncryptedFile(f"{name}: a CDOC, encrypted to its recipients; kehtiv has no key to decrypt it")
    if kind == media.ENCRYPTED_OFFICE:
        raise EncryptedFile(f"{name}: an Office document protected by a password")
    if kind in media.PACKED:
        raise UnreadableFile(f"{name}: {_PACKED_NAMES[kind]} is not supported; unpack it and add its files")
    return open_zip(data, name, budget)

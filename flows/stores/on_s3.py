"""Keep files in a bucket of any S3, by obstore (extra ``scale``): alone knows obstore.

An object is there completely or not at all, and a write that must not meet another one is conditional. Where a bucket
keeps versions, deleting leaves the bytes behind: no take-down could be trusted there, so such a bucket is refused.
Credentials come from the environment (``AWS_…``) or the machine's role, and no message shows them.
"""

from __future__ import annotations

import errno
import os
import uuid
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flows.stores.lines_on_s3 import LinesOnS3
from flows.stores.place import StoreFailed
from flows.stores.reasons import reason_of

if TYPE_CHECKING:
    from obstore import PutMode

_CLIENT: dict[str, Any] = {"connect_timeout": "5s", "read_timeout": "60s", "timeout": "15min"}
_RETRIES: dict[str, Any] = {"max_retries": 5, "retry_timeout": timedelta(seconds=60)}
"""Enough for a store that restarts; one that stays away ends the run within a minute or two."""
_SHARED = 1000
"""The most names that one request deletes, or lists."""
_PIECE = 1024 * 1024


class OnS3:
    """A ``Place`` in a bucket, below the prefix of an address such as ``s3://bucket/prefix``."""

    def __init__(self, address: str) -> None:
        self._address = address
        try:
            import obstore
            from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError
            from obstore.store import S3Store
        except ModuleNotFoundError as error:
            raise StoreFailed(f"{address} cannot be used without obstore: pip install kehtiv[scale]") from error
        self._obstore = obstore
        self._failures = BaseError
        self._refusals = (AlreadyExistsError, PreconditionError)
        is_plain = os.environ.get("AWS_ALLOW_HTTP", "").strip().lower() in ("true", "1", "yes")
        client: Any = {**_CLIENT, "allow_http": is_plain}
        retries: Any = _RETRIES
        with self._calling("", "opened"):
            self._store = S3Store.from_url(address, client_options=client, retry_config=retries)
        self._lines = LinesOnS3(self)

    @property
    def lines(self) -> LinesOnS3:
        return self._lines

    def told(self, name: str = "") -> str:
        return f"{self._address}/{name}" if name else self._address

    def prepare(self) -> None:
        name = f"tmp/probe-{uuid.uuid4()}"
        self.put_if(name, b"one", None)
        try:
            if self._create(name, b"two") or self._is_overwritten(name):
                raise StoreFailed(
                    f"{self._address} cannot be used: the store ignores conditions on a write (If-None-Match,"
                    " If-Match), so that two runs could destroy each other's ledger"
                )
        finally:
            self.delete_all([name])

    def _is_overwritten(self, name: str) -> bool:
        """Return whether a write goes through whose condition does not hold; raise where one fails that does."""
        with self._calling(name, "written"):
            tag = self._put(name, b"three", {"e_tag": self.read_tagged(name)[1]})
            try:
                self._put(name, b"four", {"e_tag": f'"{"0" * 32}"'})
            except self._refusals:
                return self.read_tagged(name) != (b"three", tag)
        return True

    def read(self, name: str) -> bytes:
        return self.read_tagged(name)[0]

    def read_tagged(self, name: str) -> tuple[bytes, str]:
        """Return the bytes of an object and the tag of this state of it. Raise ``FileNotFoundError``, ``OSError``."""
        with self._calling(name, "read"):
            answer = self._obstore.get(self._store, name)
            return answer.bytes().to_bytes(), answer.meta["e_tag"] or ""

    def stream(self, name: str) -> tuple[int, Iterator[bytes]]:
        """Return the size and the bytes, in pieces; 0 and nothing where there is no object. Raise ``OSError``."""
        try:
            with self._calling(name, "read"):
                answer = self._obstore.get(self._store, name)
                return answer.meta["size"], self._pieces(name, answer.stream(min_chunk_size=_PIECE))
        except FileNotFoundError:
            return 0, iter(())

    def _pieces(self, name: str, chunks: Any) -> Iterator[bytes]:
        with self._calling(name, "read"):
            yield from (bytes(chunk) for chunk in chunks)

    def size(self, name: str) -> int | None:
        try:
            with self._calling(name, "read"):
                return self._obstore.head(self._store, name)["size"]
        except FileNotFoundError:
            return None

    def _create(self, name: str, data: bytes) -> bool:
        with self._calling(name, "written"):
            try:
                self._put(name, data, "create")
            except self._refusals:
                return False
        return True

    def write(self, name: str, data: bytes) -> None:
        with self._calling(name, "written"):
            self._put(name, data, "overwrite")

    def put_if(self, name: str, data: bytes, tag: str | None) -> str:
        """Write an object that is in the state of ``tag``, or (``None``) not there; return the tag of its new state.

        Raise ``StoreFailed`` where another process wrote it meanwhile.
        """
        with self._calling(name, "written"):
            try:
                return self._put(name, data, {"e_tag": tag} if tag is not None else "create")
            except self._refusals:
                pass
        # It may have been this very write, whose answer was lost on the way.
        try:
            held, new = self.read_tagged(name)
        except FileNotFoundError:
            held, new = b"", ""
        if held != data:
            raise StoreFailed(f"{self.told(name)} cannot be written: another process writes to the same place")
        return new

    def _put(self, name: str, data: bytes, mode: PutMode) -> str:
        put = self._obstore.put(self._store, name, data, mode=mode, use_multipart=False)
        if put["version"] not in (None, "", "null"):
            raise StoreFailed(
                f"{self._address} cannot be used: its bucket keeps old versions, which a take-down would leave behind."
                " Turn versioning off and delete the old versions, or name another bucket"
            )
        return put["e_tag"] or ""

    def delete(self, name: str) -> bool:
        if self.size(name) is None:
            return False
        self.delete_all([name])
        return True

    def delete_all(self, names: Collection[str]) -> int:
        every = list(names)
        for start in range(0, len(every), _SHARED):
            part = every[start : start + _SHARED]
            with self._calling(part[0], "deleted"):
                self._obstore.delete(self._store, part)
        return len(every)

    def clear(self, folder: str) -> None:
        with suppress(OSError):
            self.delete_all(list(self.names(folder)))

    def names(self, folder: str) -> Iterator[str]:
        return (name for name, _ in self.listed(folder))

    def sizes(self, folder: str) -> Iterator[int]:
        return (size for _, size in self.listed(folder))

    def listed(self, folder: str) -> Iterator[tuple[str, int]]:
        """Yield name and size of every object below a folder, in the order of the names. Raise ``OSError``."""
        with self._calling(folder, "listed"):
            for some in self._obstore.list(self._store, folder or None, chunk_size=_SHARED):
                yield from ((each["path"], each["size"]) for each in some)

    def folders(self, folder: str) -> list[str]:
        with self._calling(folder, "listed"):
            found = self._obstore.list_with_delimiter(self._store, folder or None)["common_prefixes"]
        return sorted(each.rstrip("/").rpartition("/")[2] for each in found)

    def tidy(self, is_wanted: Callable[[str], bool]) -> None:
        """Do nothing: an object that was not written completely is not there."""

    @contextmanager
    def _calling(self, name: str, done: str) -> Iterator[None]:
        """Turn the library's errors into ``FileNotFoundError`` and ``StoreFailed``; let refused conditions pass.

        What the library says may quote what a request was signed with, so nothing of it is chained.
        """
        try:
            yield
        except FileNotFoundError as error:
            if "NoSuchBucket" in str(error) or done in ("written", "listed"):
                told = f"{self.told(name)} cannot be {done}: {reason_of(error)}"
                raise StoreFailed(told) from None
            raise FileNotFoundError(errno.ENOENT, "no such object", self.told(name)) from None
        except (self._failures, ValueError) as error:
            raise StoreFailed(f"{self.told(name)} cannot be {done}: {reason_of(error)}") from None

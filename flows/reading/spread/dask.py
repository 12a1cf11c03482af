"""Reach a Dask scheduler: see its readers, give orders, take answers. Only this room knows ``distributed``.

Each order is given once. Dask gives it to another reader where the first one is lost, and that one finds in the store
what the first had read.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import time
import uuid
from collections.abc import Coroutine, Iterator, Mapping
from concurrent.futures import CancelledError, wait
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from flows.reading.spread.abilities import SAYS, ReaderThere, abilities_said
from flows.reading.spread.address import SchedulerAddress
from flows.reading.spread.cluster import Done
from flows.reading.spread.errand import carry_out
from flows.reading.spread.errors import GOES_ON, ReadersFailed, ReadersLost

if TYPE_CHECKING:
    from distributed import Client, Future, Security

INSTALL = "readers on other machines need the extra `scale`: pip install kehtiv[scale]"


def load_security(role: str) -> tuple[Security, bool]:
    """Return Dask's own TLS settings and whether they name keys for a role. Raise ``ReadersFailed`` without Dask."""
    try:
        from distributed import Security
    except ImportError as error:
        raise ReadersFailed(f"{INSTALL} ({error})") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is told once, in our words
    security = Security()
    keys = security.get_tls_config_for_role(role)
    return security, bool(keys.get("ca_file") and keys.get("cert"))


CANCELLED = (CancelledError, asyncio.CancelledError)
ANY = (Exception, asyncio.CancelledError)
"""What Dask may raise. The second one is no ``Exception``, and no wish of the operator's either."""


class DaskCluster:
    """A ``Cluster`` behind a Dask scheduler."""

    def __init__(self, address: SchedulerAddress, timeout_s: float) -> None:
        """Connect. Raise ``ReadersLost``, ``ReadersFailed`` without Dask, ``BadAddress`` where TLS is wanted."""
        security, has_tls = load_security("client")
        reached = address.reached(has_tls=has_tls)
        from distributed import Client

        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
        self._told = address.told
        self._done: queue.Queue[Future[str]] = queue.Queue()
        self._given: dict[str, Future[str]] = {}
        try:
            self._client: Client = Client(
                reached, security=security, timeout=timeout_s, set_as_default=False, name="kehtiv"
            )
        except (OSError, RuntimeError, ValueError) as error:
            raise ReadersLost(f"no scheduler answers at {address.told}: {_in_a_line(error)}") from error

    def readers(self) -> list[ReaderThere]:
        """Return the workers that the scheduler knows now. Raise ``ReadersLost``."""
        self._check()
        with self._trouble_told():
            said = self._awaited(self._client.scheduler.identity(n_workers=-1), None)["workers"]
        return [_reader(address, each) for address, each in said.items()]

    def give(self, order: str, resources: Mapping[str, float]) -> str:
        """Give an order to some reader that offers these resources; return its name. Raise ``ReadersLost``."""
        self._check()
        name = f"kehtiv-{uuid.uuid4().hex}"
        with self._trouble_told():
            future: Future[str] = self._client.submit(
                carry_out, order, key=name, resources=dict(resources), pure=False, retries=0
            )
        self._given[name] = future
        future.add_done_callback(self._done.put)
        return name

    def drop(self, order: str) -> None:
        """Take an order back; nobody begins it any more."""
        self._given.pop(order).cancel()

    def take(self, timeout_s: float) -> Done | None:
        """Return an order that has ended; ``None`` where none does in time. Raise ``ReadersFailed``."""
        try:
            future = self._done.get(timeout=timeout_s)
        except queue.Empty:
            self._check()
            return None
        if self._given.pop(str(future.key), None) is None:
            return None  # taken back
        with self._trouble_told():
            return Done(str(future.key), self._answer(future))

    def close(self) -> None:
        """Let go: orders that nobody waits for any more are dropped by scheduler and readers."""
        self._given.clear()
        try:
            self._client.close(timeout=_CLOSE_S)
        except Exception:  # the other end may be gone, or this one half closed; there is nothing left to do
            logging.getLogger(__name__).debug("closing the client failed", exc_info=True)

    def _answer(self, future: Future[str]) -> str | None:
        """Return what came of an order that has ended; ``None`` where every reader that had it was lost.

        A scheduler that goes changes an order's state at any moment, also between two lines of this.
        """
        if future.status == "finished":
            try:
                return str(self._awaited(self._client.gather(future, asynchronous=True), _FETCH_S))
            except TimeoutError:
                return None  # the reader that holds the answer says nothing, and the scheduler is there
        error = future.exception(timeout=_FETCH_S) if future.status == "error" else None
        if error is None:
            raise self._lost()
        if not isinstance(error, _killed_worker()):
            raise ReadersFailed(f"a reader failed: {_told_of(error)}; {GOES_ON}")
        return None

    def _awaited(self, asked: Coroutine[Any, Any, Any], at_most_s: float | None) -> Any:
        """Return what Dask answers. Raise ``ReadersLost`` as soon as the scheduler is seen to be gone.

        Dask itself would go on asking for as long as it may take to find a scheduler, which is minutes. Raise
        ``TimeoutError`` where no answer comes in time.
        """
        until = time.monotonic() + at_most_s if at_most_s is not None else None
        answer = asyncio.run_coroutine_threadsafe(asked, self._client.loop.asyncio_loop)
        try:
            while not wait([answer], _WATCH_S).done:
                self._check()
                if until is not None and time.monotonic() > until:
                    raise TimeoutError
            return answer.result()
        finally:
            answer.cancel()

    def _check(self) -> None:
        if self._client.status != "running":
            raise self._lost()

    @contextmanager
    def _trouble_told(self) -> Iterator[None]:
        """Turn what Dask raises in the body into ``ReadersFailed``; pass on what is told already."""
        try:
            yield
        except ReadersFailed:
            raise
        except ANY as error:
            raise self._trouble(error) from error

    def _trouble(self, error: BaseException) -> ReadersFailed:
        """Return what an error means. Where the other end is gone, what Dask raises depends on the moment."""
        if isinstance(error, (OSError, *CANCELLED)) or self._client.status != "running":
            return self._lost()
        return ReadersFailed(f"the scheduler at {self._told} cannot go on: {_in_a_line(error)}; {GOES_ON}")

    def _lost(self) -> ReadersLost:
        return ReadersLost(f"the scheduler at {self._told} is gone: {GOES_ON}")


_WATCH_S = 0.2
_FETCH_S = 60
_CLOSE_S = 10


def _reader(address: str, said: Mapping[str, Any]) -> ReaderThere:
    name = str(said.get("name") or address)
    return ReaderThere(name, int(said.get("nthreads") or 0), abilities_said(said.get(SAYS)))


def _killed_worker() -> type[Exception]:
    """Return the error of an order that ended its readers one after the other."""
    from distributed.scheduler import KilledWorker

    killed: type[Exception] = KilledWorker
    return killed


def _told_of(error: BaseException) -> str:
    told = _in_a_line(error)
    if "deserializ" in told:
        return "the scheduler cannot import kehtiv: start it from an environment with kehtiv[scale]"
    return told


def _in_a_line(error: BaseException) -> str:
    words = " ".join(str(error).split())
    return words[:300] or type(error).__name__

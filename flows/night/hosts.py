"""Record how a run ended for its host, and check whether that host may be contacted again."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from extractors.errors import UnexpectedPage
from extractors.registers.base import Maintenance, RobotCheck
from flows.http.errors import (
    AddressRefused,
    ContactMissing,
    HostRefuses,
    IntervalTooShort,
    PagesChanged,
    RobotCheckMet,
    RobotsDisallow,
)
from flows.http.pauses import LONGEST_HOST_PAUSE_S
from flows.night.discover import Night
from warehouse.ledgers import hosts
from warehouse.ledgers.hosts import HostState


def respect_pause(night: Night) -> None:
    """Raise ``HostRefuses`` during a pause that the host demanded in an earlier run."""
    held = hosts.known_host(night.run.warehouse, _host_of(night))
    now = night.run.clock.now()
    until = held.pause_until(timedelta(seconds=LONGEST_HOST_PAUSE_S)) if held is not None else None
    if held is not None and until is not None and now < until:
        error = HostRefuses(
            f"{held.host} asked on an earlier run to be left alone until {until:%F %R} UTC"
            f" (`kehtiv status --ask-again {held.host}` lifts this)"
        )
        error.wait_s = (until - now).total_seconds()
        raise error


def _host_of(night: Night) -> str:
    return urlsplit(night.connector.base_url).netloc


def note_host(night: Night, ended_by: Exception | None) -> None:
    """Record the host's state, unless no request was sent or our own settings prevented the requests."""
    if night.fetcher.client.sent == 0 or isinstance(ended_by, (ContactMissing, IntervalTooShort)):
        return
    moment = night.run.moment()
    wait_s = ended_by.wait_s if isinstance(ended_by, HostRefuses) else 0
    hosts.record(
        night.run.warehouse,
        moment,
        _host_of(night),
        host_state(ended_by),
        reason=str(ended_by) if ended_by is not None else None,
        not_before=moment.at + timedelta(seconds=wait_s) if wait_s else None,
    )


def host_state(trouble: Exception | None) -> HostState:
    """Return the state of a host from the error that ended the night. It says nothing about any document."""
    if trouble is None:
        return "ok"
    if isinstance(trouble, (RobotCheckMet, RobotCheck)):
        return "challenged"
    if isinstance(trouble, (HostRefuses, AddressRefused, RobotsDisallow)):
        return "rate-limited"
    if isinstance(trouble, PagesChanged) or (
        isinstance(trouble, UnexpectedPage) and not isinstance(trouble, Maintenance)
    ):
        return "changed"
    return "failing"

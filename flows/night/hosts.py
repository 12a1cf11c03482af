"""How a night left its host, and whether the host may be asked again: nothing of this says anything of a document."""

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
from flows.night.discover import Night
from warehouse.ledgers import hosts
from warehouse.ledgers.hosts import HostState


def respect_pause(night: Night) -> None:
    """Raises ``HostRefuses`` while a pause lasts that the host asked for in an earlier run."""
    held = hosts.known_host(night.run.warehouse, _host_of(night))
    now = night.run.clock.now()
    if held is not None and held.not_before_at is not None and now < held.not_before_at:
        error = HostRefuses(
            f"{held.host} asked on an earlier run to be left alone until {held.not_before_at:%F %R} UTC"
        )
        error.wait_s = (held.not_before_at - now).total_seconds()
        raise error


def _host_of(night: Night) -> str:
    return urlsplit(night.connector.base_url).netloc


def note_host(night: Night, ended_by: Exception | None) -> None:
    """The host's row. A night that asked nothing, or was kept from asking by our own settings, says nothing of it."""
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
    """What trouble that ended a night says of the host; it never says anything of a document."""
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

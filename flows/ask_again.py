"""Run `kehtiv status --ask-again HOST`: end the pause that a host requested."""

from __future__ import annotations

from flows.clock import Clock
from flows.run.opening import open_run
from flows.run.summary import Summary
from flows.settings import Settings
from warehouse.connection import open_published
from warehouse.ledgers import hosts


def lift_pause(settings: Settings, clock: Clock, host: str) -> Summary:
    """Forget the pause of ``host``, so that the next run asks it, and publish that.

    The summary names the hosts that asked for one where this host did not. Raises ``NoWarehouse``, and what
    ``open_run`` raises.
    """
    open_published(settings.data).close()
    with open_run(settings, clock, kind="ask-again", register=host, arguments={"host": host}) as run:
        until = hosts.lift_pause(run.warehouse, host)
        if until is None:
            paused = ", ".join(hosts.paused_hosts(run.warehouse)) or "none"
            run.summary.ask_person(f"{host} asked for no pause (hosts that did: {paused})")
        else:
            run.summary.notes.append(f"{host}: its pause until {until:%F %R} UTC is lifted; the next run asks it")
        return run.summary

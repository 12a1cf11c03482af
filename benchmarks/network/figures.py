"""Run the simulated nights and hold what the tables show of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.network.documents import Host, hosts
from benchmarks.network.inputs import DOCUMENTS
from benchmarks.network.nights import Night, first_nights, settings_of
from benchmarks.network.register import Told

SIMULATED = 120
"""Nights in all. By then every restricted document was looked at again."""
ORDINARY = 60
"""So many of the last of them count as ordinary nights."""


@dataclass(frozen=True)
class HostFigures:
    """A host's first nights, until everything was held, and its ordinary ones; both empty where it is not asked."""

    host: Host
    first: tuple[Night, ...] = ()
    ordinary: tuple[Night, ...] = ()


@dataclass(frozen=True)
class Figures:
    """``by_hours``: first nights of the biggest host without a limit of requests, but for the night's hours.
    ``on_paper``: the same with all documents of the network at that host."""

    hosts: tuple[HostFigures, ...]
    by_hours: tuple[Night, ...]
    on_paper: tuple[Night, ...]

    @property
    def first(self) -> list[Told]:
        return [night.told for each in self.hosts for night in each.first]

    @property
    def ordinary(self) -> list[Told]:
        return [night.told for each in self.hosts for night in each.ordinary]


def host_figures(host: Host) -> HostFigures:
    """Simulate the nights of a host."""
    if host.has_robot_check:
        return HostFigures(host)
    nights = first_nights(host, settings_of(), SIMULATED)
    first = tuple(nights.nights)
    while len(nights.nights) < SIMULATED:
        nights.go_on()
    return HostFigures(host, first, tuple(nights.nights[-ORDINARY:]))


def simulate() -> Figures:
    """Simulate the whole network."""
    found = hosts()
    biggest = found[0]
    crowd = tuple((config, round(held * DOCUMENTS / biggest.documents)) for config, held in biggest.registers)
    by_hours = first_nights(biggest, settings_of(0), SIMULATED)
    on_paper = first_nights(Host(biggest.name, crowd, False), settings_of(0), SIMULATED)
    return Figures(tuple(map(host_figures, found)), tuple(by_hours.nights), tuple(on_paper.nights))


def together(nights: Iterable[Night]) -> Told:
    """Return the sums of several nights."""
    told = Told()
    for night in nights:
        told.add(night.told)
    return told

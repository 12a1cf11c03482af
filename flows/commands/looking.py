"""Define the commands that inspect the installation: config, doctor."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

import typer

from flows.clock import Clock
from flows.commands.options import DataOption, settings_of

JsonOption = Annotated[bool, typer.Option("--json", help="As JSON.")]


def config(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Print every setting with its value and where it comes from: the environment, kehtiv.toml, or the default."""
    from flows.settings import source_of
    from flows.terminal import printing

    settings = settings_of(data)
    rows = [
        {
            "setting": name,
            "value": _without_secret(name, value),
            "from": "--data" if name == "data" and data is not None else source_of(name),
        }
        for name, value in settings.model_dump(mode="json").items()
    ]
    if as_json:
        printing.write_json(rows)
    else:
        printing.draw(("setting", "value", "from"), [tuple(row.values()) for row in rows])


def _without_secret(name: str, value: object) -> object:
    """Return a value as it may be shown: the address of a notice often holds a key, that of a database a password."""
    if name not in ("notify_url", "turns_url") or not value:
        return value
    parts = urlsplit(str(value))
    return f"{parts.scheme}://{parts.hostname}/…"


def doctor(
    hosts: Annotated[bool, typer.Option("--hosts", help="Also try to connect to the hosts of the registers held.")] = (
        False
    ),
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check what kehtiv needs of this machine: Python, programs, disk, clock, permissions.

    Exit 1 if something fails. Nothing is changed, and without --hosts nobody is asked.
    """
    from flows import doctor as checks
    from flows.terminal import printing

    found = checks.examine(settings_of(data), Clock(), with_hosts=hosts)
    if as_json:
        printing.write_json([{"check": one.name, "state": one.state, "told": one.told} for one in found])
    else:
        for one in found:
            printing.write(f"{one.state:<4}  {one.name}: {one.told}\n")
    raise typer.Exit(1 if any(one.state == "FAIL" for one in found) else 0)

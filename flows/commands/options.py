"""Define what the commands share: the option for the data folder, settings, days, and the errors of wrong use."""

from __future__ import annotations

import difflib
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn
from urllib.parse import urlsplit

import typer

from flows.clock import Clock
from flows.folder import data_folder, find_owner, is_text

if TYPE_CHECKING:  # importing them would cost every start a tenth of a second or more
    from flows.run.summary import Summary
    from flows.settings import Settings

_QUOTED = re.compile(r'"(\w+)"')

DataOption = Annotated[
    Path | None, typer.Option("--data", help="The folder that holds everything (else KEHTIV_DATA, else data/).")
]


QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what needs a person.")]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="Say each document and file, with its time.")]
LogFormatOption = Annotated[
    str | None, typer.Option("--log-format", help="How to say how far it is: text, or json for machines.")
]


ReadersOption = Annotated[
    str | None,
    typer.Option(
        metavar="dask://HOST:PORT", help="Have files read by the readers of this Dask scheduler (`kehtiv reader`)."
    ),
]


class WrongUse(Exception):
    """The command was called with impossible arguments; exit status 2."""


def stop(message: str, status: int) -> NoReturn:
    """Print a message for the person at the terminal and end with a status."""
    from flows.terminal import printing

    printing.complain(message)
    sys.exit(status)


def log_values(quiet: bool, verbose: bool, log_format: str | None) -> dict[str, str]:
    """Return the settings that the options for the log stand for. Raises ``WrongUse`` where two contradict."""
    if quiet and verbose:
        raise WrongUse("--quiet and --verbose exclude each other")
    level = {"log_level": "quiet" if quiet else "verbose"} if quiet or verbose else {}
    return level | ({"log_format": log_format} if log_format is not None else {})


def readers_values(readers: str | None, is_dry_run: bool) -> dict[str, str]:
    """Return the setting that --readers stands for. Raises ``WrongUse`` where it cannot be done."""
    if readers is None:
        return {}
    from flows.reading.spread.address import BadAddress, parse_address

    if is_dry_run:
        raise WrongUse("--readers fills the store of readings, and --dry-run changes nothing: leave one of them out")
    try:
        return {"readers": parse_address(readers).told}
    except BadAddress as error:
        raise WrongUse(f"--readers: {error}") from error


def refuse_bytes(values: Iterable[object]) -> None:
    """Raise ``WrongUse`` where an argument, or one of several, is text that is not UTF-8.

    A database, JSON and an address take text alone. Paths may be any bytes: the disk keeps them as they are.
    """
    for value in values:
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str) and not is_text(each):
                raise WrongUse(f"an argument is not UTF-8: {each}")


def settings_of(data: Path | None, **given: Any) -> Settings:
    """Return the settings of this call: ``given`` values, then the environment, then the defaults.

    Raises ``WrongUse`` where one is impossible, ``BadConfig`` where the data folder is.
    """
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from flows.settings import Settings
    from flows.terminal import printing

    data_folder(data)  # pydantic fails on a name that is no text
    for sentence in warn_of_unknown(os.environ, Settings.model_fields):
        printing.complain(sentence)
    try:
        return Settings(**given | ({"data": data} if data is not None else {}))
    except ValidationError as error:
        first = error.errors()[0]
        raise WrongUse(f"setting {'.'.join(str(p) for p in first['loc'])}: {first['msg']}") from error
    except SettingsError as error:
        name = _QUOTED.search(str(error))
        raise WrongUse(f'setting {name[1] if name else error}: it is not JSON, such as {{"som": 20}}') from error


def refuse_host(register: str, settings: Settings, *, is_tried: bool) -> None:
    """Raise ``WrongUse`` where a register's host may not be asked with these settings, or does not answer.

    ``is_tried``: a connection is made, so that Prefect is not started for a night that cannot begin. Raises
    ``UnknownRegister``.
    """
    from flows.http.errors import RegisterError
    from flows.http.reach import refuse_settings, refuse_unreachable
    from flows.registers.find import find_register

    found = find_register(register)
    if found.base_url is None or found.has_robot_check:
        return
    try:
        refuse_settings(urlsplit(found.base_url).hostname or "", settings.for_register(found))
        if is_tried:
            refuse_unreachable(found.base_url, settings.connect_timeout_s)
    except RegisterError as error:
        raise WrongUse(str(error)) from error


def day_of(text: str | None, option: str) -> date | None:
    """Return the day that an option names; ``None`` where it was left out. Raises ``WrongUse``."""
    from warehouse.ask.days import parse_day_argument

    try:
        return parse_day_argument(text) if text is not None else None
    except ValueError as error:
        raise WrongUse(f"{option}: {error}") from error


def refuse_data_file(option: str, path: Path | None, data: Path) -> None:
    """Raise ``WrongUse`` where the file that an option names lies in the data folder, of which it may be a part.

    An answer written over the warehouse, an archived object or a journal would destroy what nothing can bring back.
    """
    owner = find_owner(path, data) if path is not None else None
    if owner is not None:
        raise WrongUse(f"{option} {path} would be written into {owner}, which kehtiv keeps: name a file elsewhere")


def refuse_unheld(register: str, settings: Settings) -> None:
    """Raise ``WrongUse`` where the data folder holds nothing of a register."""
    from flows.forget import registers_in

    held = registers_in(settings)
    if register not in held:
        near = difflib.get_close_matches(register, held, n=1)
        known = f"did you mean {near[0]}?" if near else f"held are {', '.join(held)}" if held else "nothing is held"
        raise WrongUse(f"{settings.data} holds nothing of a register {register!r}: {known}")


def warn_of_unknown(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return a sentence for each variable that looks like a setting but is not one, with the likely one."""
    by_name = {f"KEHTIV_{name.upper()}" for name in known} | {"KEHTIV_REGISTERS", "KEHTIV_CONFIG"}
    sentences = []
    for name in sorted(names):
        if name.startswith("KEHTIV_") and name not in by_name:
            near = difflib.get_close_matches(name, sorted(by_name), n=1)
            sentences.append(f"{name} is not a setting" + (f": did you mean {near[0]}?" if near else ""))
    return sentences


def refuse_mixing(asked: Sequence[str], settings: Settings) -> list[str]:
    """Return a warning for each register asked whose invented acts come among the real ones of the data folder.

    ``asked`` is empty where the bundled one is meant by default. Raises ``WrongUse`` where that would load invented
    acts among real ones, where real ones would come among invented, or where both are asked. Raises
    ``UnknownRegister``.
    """
    from flows.forget import bundled_codes, is_of_world, registers_in
    from flows.registers.find import find_register

    invented = bundled_codes()
    held = registers_in(settings)
    real = [code for code in held if code not in invented]
    own = [code for code in held if code in invented]
    if not asked and real:
        raise WrongUse(
            f"{settings.data} holds {', '.join(real)}: name the register to ask; without a name the bundled sample is"
            " meant, whose acts are invented (try it in a folder of its own: kehtiv ingest sample --data try)"
        )
    found = [find_register(name) for name in asked]
    bundled = [each.code for each in found if each.is_bundled]
    of_world = [each.code for each in found if is_of_world(each.base_url)]
    if own and of_world:
        raise WrongUse(
            f"{settings.data} holds the invented acts of {', '.join(own)}: name another folder with --data, or take"
            f" them out first (kehtiv registers --forget {own[0]})"
        )
    if bundled and of_world:
        raise WrongUse(
            f"the acts of {', '.join(bundled)} are invented, those of {', '.join(of_world)} are real: ask for the"
            f" invented ones alone, in a folder of their own (kehtiv ingest {bundled[0]} --data try)"
        )
    return [
        f"warning: the acts of {code} are invented and now lie among those of {', '.join(real)}; "
        f"kehtiv registers --forget {code} takes them out"
        for code in bundled
        if real
    ]


def teller_of(settings: Settings, register: str) -> Callable[[str], None]:
    """Return what says a remark before a run begins: on a terminal at once, else in the run's log."""
    from flows.run.log import log_of
    from flows.terminal import printing

    is_shown = sys.stderr.isatty() and settings.log_level == "normal"
    return printing.note if is_shown else log_of(settings, Clock(), register).say


def end_with(summary: Summary, settings: Settings | None = None) -> NoReturn:
    """Print what a run did, as the settings say, and end with its exit status."""
    from flows.terminal import printing

    if settings is not None and settings.log_format == "json":
        printing.note(printing.summary_line(summary))
    else:
        printing.print_summary(summary, is_quiet=settings is not None and settings.log_level == "quiet")
    raise typer.Exit(summary.exit_status)

"""The registers as data: ``registers.toml`` beside this module, and any ADR register by its base URL."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from extractors.registers import PLATFORMS

FIRST_DAY = date(2019, 1, 1)
"""Job descriptions are seldom older; whoever wants more says so (--since, or ``since`` in the list)."""

_CODE = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")


class UnknownRegister(Exception):
    """No register of that name; the message names near ones."""


class BadRegisterList(Exception):
    """The list of registers is damaged; the message says which entry and how."""


@dataclass(frozen=True, slots=True)
class RegisterConfig:
    """One register. ``base_url`` is ``None`` for the bundled register until its server runs (see ``at``).

    ``interval_s`` is seconds between requests, ``None`` for the default. Empty ``document_types``: every type whose
    name holds käskkiri, korraldus or otsus. ``has_robot_check``: the host is known to refuse robots. ``since`` is the
    first registration day that a run searches when nobody says otherwise.
    """

    code: str
    authority: str | None
    platform: str
    base_url: str | None = None
    interval_s: float | None = None
    has_robot_check: bool = False
    is_bundled: bool = False
    document_types: tuple[str, ...] = ()
    since: date = FIRST_DAY

    def at(self, base_url: str) -> RegisterConfig:
        """The same register at another address."""
        return replace(self, base_url=base_url)


@cache
def load_registers() -> tuple[RegisterConfig, ...]:
    """All listed registers, in the list's order. Raises ``BadRegisterList``."""
    return parse_registers(files("flows").joinpath("registers.toml").read_text(encoding="utf-8"))


def parse_registers(text: str) -> tuple[RegisterConfig, ...]:
    """The registers that a list holds; unknown keys, doubled codes and impossible values raise ``BadRegisterList``."""
    try:
        tables = tomllib.loads(text).get("register", [])
    except tomllib.TOMLDecodeError as error:
        raise BadRegisterList(f"the list of registers is no TOML: {error}") from error
    registers = tuple(_parse_register(table) for table in tables)
    codes = [register.code for register in registers]
    if doubled := sorted({code for code in codes if codes.count(code) > 1}):
        raise BadRegisterList(f"the list of registers names {', '.join(doubled)} twice")
    return registers


def _parse_register(table: dict[str, Any]) -> RegisterConfig:
    values = dict(table)
    code = str(values.get("code", ""))
    if "robot_check" in values:
        values["has_robot_check"] = values.pop("robot_check")
    values["document_types"] = tuple(values.get("document_types", ()))
    unknown = values.keys() - {known.name for known in fields(RegisterConfig)}
    missing = {"code", "authority", "platform"} - values.keys()
    if unknown or missing:
        told = ", ".join(sorted(unknown | missing))
        raise BadRegisterList(f"the register {code or '(without a code)'} has unknown or missing keys: {told}")
    register = RegisterConfig(**values)
    if _CODE.fullmatch(code) is None or register.platform not in PLATFORMS:
        raise BadRegisterList(f"the register {code!r} has an impossible code or platform")
    if not isinstance(register.since, date) or not isinstance(register.interval_s, (int, float, type(None))):
        raise BadRegisterList(f"the register {code} needs a date for since and a number for interval_s")
    if not register.is_bundled and _base_url(register.base_url or "") is None:
        raise BadRegisterList(f"the register {code} has no http(s) base_url")
    return register


def find_register(name_or_url: str) -> RegisterConfig:
    """A listed register by its name, or an ADR register by its base URL, whose code is the last part of its path.

    A URL that the list holds gives the listed register. Raises ``UnknownRegister``.
    """
    wanted = name_or_url.strip()
    if "://" in wanted:
        return _register_at(wanted)
    registers = {register.code: register for register in load_registers()}
    if wanted.lower() in registers:
        return registers[wanted.lower()]
    named = [register for register in registers.values() if (register.authority or "").casefold() == wanted.casefold()]
    if len(named) == 1:
        return named[0]
    near = difflib.get_close_matches(wanted.lower(), registers, n=3, cutoff=0.4)
    hint = f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(registers)}"
    raise UnknownRegister(f"there is no register {wanted!r}: {hint}; a base URL (http://…) does as well")


def _register_at(url: str) -> RegisterConfig:
    base_url = _base_url(url)
    if base_url is None:
        raise UnknownRegister(f"{url!r} is no base URL of a register: it should look like https://adr.rik.ee/som/")
    for register in load_registers():
        if register.base_url == base_url:
            return register
    parts = urlsplit(base_url)
    path = parts.path.strip("/").rpartition("/")[2] or parts.netloc
    code = re.sub(r"[^a-z0-9._-]+", "-", path.lower()).strip("-._")
    if not code:
        raise UnknownRegister(f"{url!r} gives the register no name: its path should end in one")
    return RegisterConfig(code, None, "adr", base_url)


def _base_url(url: str) -> str | None:
    """The address in the form that ends in a slash, without query; ``None`` where it is no HTTP address."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or parts.username is not None:
        return None
    address = f"[{host}]" if ":" in host else host
    place = address if port in (None, {"http": 80, "https": 443}[parts.scheme.lower()]) else f"{address}:{port}"
    path = parts.path.removesuffix("/").removesuffix("/otsing")
    return f"{parts.scheme.lower()}://{place}{path}/"

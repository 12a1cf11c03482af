"""Find registers: in ``registers.toml`` beside this module, in an operator's own list that overrides it, or by the base
URL of any ADR register.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from extractors.registers import PLATFORMS
from flows.registers.config import FIRST_DAY, BadRegisterList, RegisterConfig, UnknownRegister
from flows.registers.table import (
    RegisterTable,
    check_table,
    overlay,
    parse_tables,
    plain_base_url,
    read_own_list,
)
from warehouse.ledgers.listed import ListedRegister

__all__ = [
    "FIRST_DAY",
    "BadRegisterList",
    "RegisterConfig",
    "UnknownRegister",
    "find_register",
    "list_authorities",
    "load_registers",
    "parse_registers",
]

OWN_LIST = "KEHTIV_REGISTERS"
"""The environment variable that names an operator's own list."""

_SHIPPED = "registers.toml"


def load_registers() -> tuple[RegisterConfig, ...]:
    """Return all listed registers in the list's order, those of the operator's own list last.

    Raise ``BadRegisterList``.
    """
    own = os.environ.get(OWN_LIST, "").strip()
    if not own:
        return _shipped()
    return parse_registers(_shipped_text(), read_own_list(Path(own)), own_name=own)


def list_authorities() -> tuple[ListedRegister, ...]:
    """Return whose the listed registers of the world are: without bundled ones, and those that show many authorities.

    Raise ``BadRegisterList``.
    """
    return tuple(
        ListedRegister(each.code, each.authority, each.aliases)
        for each in load_registers()
        if each.authority and not each.is_bundled and "organisations" not in PLATFORMS[each.platform].own_keys
    )


@cache
def _shipped() -> tuple[RegisterConfig, ...]:
    return parse_registers(_shipped_text())


def _shipped_text() -> str:
    return files("flows").joinpath(_SHIPPED).read_text(encoding="utf-8")


def parse_registers(text: str, own: str = "", *, own_name: str = "the own list") -> tuple[RegisterConfig, ...]:
    """Return the registers of a list, overlaid with the operator's ``own`` list.

    Raise ``BadRegisterList`` for unknown or missing keys, duplicate codes or addresses, and impossible values.
    """
    tables, sources = parse_tables(text, _SHIPPED)
    if own:
        own_tables, own_sources = parse_tables(own, own_name)
        changed = {str(table.get("code")) for table in own_tables}
        tables, sources = list(overlay(tables, own_tables)), sources | own_sources
    else:
        changed = set()
    registers = tuple(_register(table, sources, own_name, changed) for table in tables)
    _refuse_doubled_addresses(registers)
    return registers


def _register(table: Mapping[str, Any], sources: Mapping[str, str], own_name: str, changed: set[str]) -> RegisterConfig:
    name = own_name if str(table.get("code")) in changed else _SHIPPED
    return _config(check_table(table, sources, name))


def _config(table: RegisterTable) -> RegisterConfig:
    return RegisterConfig(
        table.code,
        table.authority,
        table.platform,
        plain_base_url(table.base_url, table.platform) if table.base_url else None,
        table.interval_s,
        table.robot_check,
        table.is_bundled,
        tuple(table.document_types),
        table.since,
        tuple(table.aliases),
        tuple(table.organisations),
        tuple(table.file_hosts),
        table.is_verified,
        table.source,
    )


def _refuse_doubled_addresses(registers: tuple[RegisterConfig, ...]) -> None:
    """Refuse two codes for one address: documents would count twice. Entries split by authority may share it."""
    seen: dict[str, str] = {}
    for register in registers:
        if register.base_url is None or "organisations" in PLATFORMS[register.platform].own_keys:
            continue
        if register.base_url in seen:
            raise BadRegisterList(
                f"the registers {seen[register.base_url]!r} and {register.code!r} have one address, {register.base_url}"
            )
        seen[register.base_url] = register.code


def find_register(name_or_url: str) -> RegisterConfig:
    """Return a listed register by code, authority or alias, or an ADR register by its base URL.

    The code of an ADR register given by URL is the last part of its path.

    A URL that the list holds gives the listed register. Raises ``UnknownRegister``, ``BadRegisterList``.
    """
    wanted = name_or_url.strip()
    if "://" in wanted:
        return _register_at(wanted)
    registers = {register.code: register for register in load_registers()}
    if wanted.lower() in registers:
        return registers[wanted.lower()]
    named = [register for register in registers.values() if wanted.casefold() in register.names]
    if len(named) == 1:
        return named[0]
    if named:
        codes = " or ".join(register.code for register in named)
        raise UnknownRegister(f"{wanted!r} names several registers: say {codes}")
    near = difflib.get_close_matches(wanted.lower(), registers, n=3, cutoff=0.4)
    hint = f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(registers)}"
    raise UnknownRegister(f"there is no register {wanted!r}: {hint}; a base URL (http://…) works as well")


def _register_at(url: str) -> RegisterConfig:
    platform = next(iter(PLATFORMS))
    base_url = plain_base_url(url, platform)
    if base_url is None:
        raise UnknownRegister(f"{url!r} is not the base URL of a register: it should look like https://adr.rik.ee/som/")
    for register in load_registers():
        if register.base_url == base_url:
            return register
    parts = urlsplit(base_url)
    path = parts.path.strip("/").rpartition("/")[2] or parts.netloc
    code = re.sub(r"[^a-z0-9._-]+", "-", path.lower()).strip("-._")
    if not code:
        raise UnknownRegister(f"{url!r} gives the register no name: its path should end in one")
    return RegisterConfig(code, None, platform, base_url)

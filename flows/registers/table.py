"""Parse a TOML list of registers and check it table by table; every error names its table."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from extractors.registers import PLATFORMS
from flows.registers.config import FIRST_DAY, BadRegisterList

_CODE = r"^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$"
_HOST = re.compile(r"(?!-)[a-z0-9-]+(?:\.[a-z0-9-]+)+")

_SOME_KEYS = {
    "document_types": "labels of a search form",
    "file_hosts": "hosts of copies",
    "organisations": "short names of authorities",
}
"""Keys that only some platforms understand, and what they hold: each platform says which are its own."""

Name = Annotated[str, Field(min_length=1, max_length=200)]


class RegisterTable(BaseModel):
    """One ``[[register]]`` table. The keys are explained at the head of ``registers.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    code: Annotated[str, Field(pattern=_CODE, max_length=60)]
    authority: Name
    aliases: list[Name] = []
    platform: str
    base_url: str | None = None
    interval_s: Annotated[float, Field(gt=0, le=3600, allow_inf_nan=False)] | None = None
    robot_check: bool = False
    since: date = FIRST_DAY
    document_types: list[Name] = []
    organisations: list[Name] = []
    file_hosts: list[str] = []
    is_bundled: bool = False
    is_verified: bool = False
    source: str | None = None

    @field_validator("platform")
    @classmethod
    def _is_known(cls, value: str) -> str:
        if value not in PLATFORMS:
            raise ValueError(f"there is no platform {value!r}: known are {', '.join(PLATFORMS)}")
        return value

    @field_validator("file_hosts")
    @classmethod
    def _are_hosts(cls, value: list[str]) -> list[str]:
        wrong = [host for host in value if _HOST.fullmatch(host) is None]
        if wrong:
            raise ValueError(f"no host names: {', '.join(wrong)}")
        return value

    @model_validator(mode="after")
    def _fits_together(self) -> RegisterTable:
        if self.base_url is None and not self.is_bundled:
            raise ValueError("it has no base_url")
        if self.base_url is not None and plain_base_url(self.base_url, self.platform) is None:
            raise ValueError(f"its base_url {self.base_url!r} is not an http(s) address")
        for key, meaning in _SOME_KEYS.items():
            if getattr(self, key) and key not in PLATFORMS[self.platform].own_keys:
                whose = " or ".join(name for name, each in PLATFORMS.items() if key in each.own_keys)
                raise ValueError(f"{key} ({meaning}) is for registers of the platform {whose}, not {self.platform}")
        return self


def parse_tables(text: str, name: str) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return the raw tables of a list and the meanings of its ``[sources]``. ``name`` names the list in messages.

    Raise ``BadRegisterList`` for text that is not TOML, keys outside the tables, and duplicate codes.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadRegisterList(f"{name} is not TOML: {error}") from error
    tables, sources = told.pop("register", []), told.pop("sources", {})
    if told:
        raise BadRegisterList(f"{name} has unknown keys: {', '.join(sorted(told))}; a register is a [[register]] table")
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise BadRegisterList(f"{name} writes a register otherwise than as a [[register]] table")
    if not isinstance(sources, dict) or not all(isinstance(words, str) for words in sources.values()):
        raise BadRegisterList(f"{name}: [sources] holds a value that is not text")
    codes = [str(table.get("code", "")) for table in tables]
    if doubled := sorted({code for code in codes if code and codes.count(code) > 1}):
        raise BadRegisterList(f"{name} names {', '.join(doubled)} twice")
    return tables, sources


def overlay(shipped: Iterable[Mapping[str, Any]], own: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Return the shipped tables overlaid with the operator's own.

    A table with a shipped code replaces only the keys that it names; any other table is added.
    """
    merged: dict[str, dict[str, Any]] = {
        str(table.get("code", f"?{n}")): dict(table) for n, table in enumerate(shipped)
    }
    for n, table in enumerate(own):
        code = str(table.get("code", f"?own{n}"))
        merged[code] = merged.get(code, {}) | dict(table)
    return tuple(merged.values())


def check_table(table: Mapping[str, Any], sources: Mapping[str, str], name: str) -> RegisterTable:
    """Return a table after validation. Raise ``BadRegisterList`` that names the table and all of its errors."""
    called = f"the register {table['code']!r}" if table.get("code") else "a register without a code"
    try:
        checked = RegisterTable.model_validate(dict(table))
    except ValidationError as error:
        wrong = "; ".join(_told(one) for one in error.errors())
        raise BadRegisterList(f"{called} in {name}: {wrong}") from error
    if checked.source is not None and checked.source not in sources:
        raise BadRegisterList(f"{called} in {name}: its source {checked.source!r} is not in [sources]")
    return checked


def _told(error: Mapping[str, Any]) -> str:
    place = ".".join(str(part) for part in error["loc"])
    words = str(error["msg"]).removeprefix("Value error, ")
    known = {"extra_forbidden": f"unknown key {place}", "missing": f"missing key {place}"}
    return known.get(error["type"], f"{place}: {words}" if place else words)


def read_own_list(path: Path) -> str:
    """Return the text of the operator's list. Raise ``BadRegisterList`` where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        told = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise BadRegisterList(f"the list of registers {path} (KEHTIV_REGISTERS) cannot be read: {told}") from error


def plain_base_url(url: str, platform: str) -> str | None:
    """Return the address ending in a slash, without query; ``None`` where it is not an HTTP address.

    ``platform`` says what of its path belongs to a page and not to the register.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or parts.username is not None:
        return None
    address = f"[{host}]" if ":" in host else host
    place = address if port in (None, {"http": 80, "https": 443}[parts.scheme.lower()]) else f"{address}:{port}"
    path = PLATFORMS[platform].base_path(parts.path)
    return f"{parts.scheme.lower()}://{place}{path}/"

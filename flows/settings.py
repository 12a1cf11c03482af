"""One frozen ``Settings``: from arguments, then the environment (prefix ``KEHTIV_``), then the defaults here."""

from __future__ import annotations

import ipaddress
import os
import re
from datetime import time
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from flows.folder import DataFolder
from flows.registers.find import RegisterConfig

LEAST_INTERVAL_S = 0.75
"""Seconds between two requests to one host that the registers' operators may rely on."""

_CONTACT = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|https?://[^\s]+")

Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Settings(BaseSettings):
    """How a run behaves. Times in seconds, sizes in bytes.

    ``contact`` is an e-mail or a URL, sent to the registers so that their operators can reach whoever runs this;
    ``None`` is enough for loopback only. A shorter ``request_interval_s`` than ``LEAST_INTERVAL_S`` holds for
    loopback only; the client, which knows the host, refuses it elsewhere.
    """

    model_config = SettingsConfigDict(env_prefix="KEHTIV_", frozen=True, extra="ignore")

    data: Path = Path("data")
    request_interval_s: Seconds = LEAST_INTERVAL_S
    contact: str | None = None
    connect_timeout_s: Positive = 10.0
    read_timeout_s: Positive = 60.0
    answer_timeout_s: Positive = 600.0
    """For one whole answer: a host that sends a byte a minute never runs into ``read_timeout_s``."""
    max_body_bytes: Annotated[int, Field(gt=0)] = 256 * 1024 * 1024
    max_attempts: Annotated[int, Field(ge=1, le=20)] = 4
    backoff_s: Seconds = 2.0
    """The first pause before asking again; each further one is twice as long, with jitter on top."""
    longest_pause_s: Seconds = 120.0
    """A host that asks (``Retry-After``) for a longer pause is left alone for this run."""
    failures_before_giving_up: Annotated[int, Field(ge=1)] = 3
    """So many addresses failing one after another mean that the host is down, not the documents."""

    batch_size: Annotated[int, Field(ge=1, le=10_000)] = 200
    """Documents per task: an orchestrator pays for each task, and an interruption repeats at most one."""
    workers: Annotated[int, Field(ge=1, le=64)] = Field(default_factory=lambda: max(1, (os.cpu_count() or 1) - 1))
    """Processes that read files."""
    file_timeout_s: Annotated[float, Field(ge=1, le=86_400)] = 120.0
    """So long a file may be read without coming further: to the next page of OCR, or to its end. Never shorter than
    what the programs below may take for a page or a file."""
    file_longest_s: Annotated[float, Field(ge=1, le=86_400)] = 3600.0
    """For one file in all: a scan of several hundred pages."""
    file_memory_bytes: Annotated[int, Field(ge=512 * 1024**2)] = 2 * 1024**3
    """Address space of a process that reads files, a tenth of which the libraries take."""
    ocr_engine: Literal["auto", "tesseract", "rapidocr", "none"] = "auto"
    """What reads scans; ``auto``: Tesseract, and RapidOCR where it is absent."""
    ocr_languages: Annotated[str, Field(pattern=r"^[A-Za-z_]{3,20}(\+[A-Za-z_]{3,20}){0,5}$")] = "est"
    """Tesseract's names, joined by ``+``: each further language costs time and a few words of the first."""
    ocr_page_timeout_s: Annotated[float, Field(ge=1, le=3600)] = 60.0
    """For Tesseract to read one page; a usual one takes a second or two."""
    ocr_dpi: Annotated[int, Field(ge=100, le=600)] = 200
    """Pixels per inch at which pages are drawn for OCR."""
    office_timeout_s: Annotated[float, Field(ge=1, le=3600)] = 60.0
    """For LibreOffice to convert one file; a usual one takes a second."""
    office_memory_bytes: Annotated[int, Field(ge=512 * 1024**2)] = 2 * 1024**3
    """Address space of one LibreOffice process, which takes a quarter of this for a usual file."""
    office_output_bytes: Annotated[int, Field(ge=1024**2)] = 64 * 1024**2
    """What LibreOffice may make of one file."""
    recheck_days: Annotated[int, Field(ge=1)] = 14
    """A public document is looked at again within so many days of the last time, whatever the search shows: a file that
    was replaced changes no row of a listing."""
    recheck_old_days: Annotated[int, Field(ge=1)] = 45
    """The same for one that was registered more than ``old_after_days`` ago."""
    old_after_days: Annotated[int, Field(ge=1)] = 365
    recheck_hidden_days: Annotated[int, Field(ge=1)] = 90
    """The same for one that is restricted or gone."""
    recheck_share: Annotated[float, Field(ge=0, le=0.9)] = 0.25
    """Of the documents asked for, the share kept for those that are only due again while new ones wait as well."""

    window_days: Annotated[int, Field(ge=1, le=3660)] = 30
    """Registration days up to today that every night searches: most documents that are published late are in them."""
    rotation_days: Annotated[int, Field(ge=1, le=3660)] = 90
    """Every month before the window is searched again within so many nights, a few each night."""
    proof_after_days: Annotated[int, Field(ge=0, le=3660)] = 7
    """A search proves a day only when it is made so many days after it; before, more of that day may be published."""
    wanted_requests: Annotated[int, Field(ge=0)] = 40
    """Searches a night for acts that held texts speak of and numbers missing in a series."""

    request_budget: Annotated[int, Field(ge=0)] = 30_000
    """Requests a run may send, second attempts included: six hours and a quarter at the usual pace. 0: no limit."""
    night_window: str | None = None
    """Hours in Tallinn between which hosts may be asked ("22:00-06:00"); ``None`` for any hour. A run that meets the
    end stops and says what is left. The bundled register has no working day and is exempt."""

    reports_kept: Annotated[int, Field(ge=1)] = 90
    """Run reports kept in ``data/reports``."""
    notify_command: str | None = None
    """Is given the report as JSON on standard input, without a shell, when a run fails or a register goes silent."""
    notify_url: Annotated[str | None, Field(pattern=r"^https?://\S+$")] = None
    """The same report is posted there."""
    notify_on: Literal["failure", "problems", "always"] = "failure"
    """``failure``: runs that failed or ended early, silence, runs overdue; ``problems``: also what needs a person."""
    notify_timeout_s: Positive = 30.0
    silence_factor: Annotated[float, Field(ge=1, allow_inf_nan=False)] = 1.5
    """A register is silent when no document came for so many times its own longest gap of a year, in working days."""
    silence_least_days: Annotated[int, Field(ge=1)] = 7
    """Never said before so many working days."""
    silence_days: dict[str, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    """Working days allowed to single registers instead, by their code; 0: never silent."""
    overdue_days: Annotated[int, Field(ge=1)] = 3
    """No run over a register ended well for so many days: somebody is told."""
    serve_attempts: Annotated[int, Field(ge=1, le=20)] = 3
    """How often ``kehtiv serve`` begins one night in all, where it was interrupted."""
    serve_pause_s: Seconds = 60.0
    """The pause before the second attempt; each further one is twice as long."""
    serve_wait_s: Seconds = 3600.0
    """So long a scheduled night waits for another run over the data folder to end; then it is skipped and says so."""

    @field_validator("night_window")
    @classmethod
    def _hours_are_hours(cls, value: str | None) -> str | None:
        if value is None or not value.strip():
            return None
        parse_hours(value)
        return value.strip()

    @field_validator("contact")
    @classmethod
    def _contact_can_be_reached(cls, value: str | None) -> str | None:
        if value is None or not value.strip():
            return None
        if _CONTACT.fullmatch(value.strip()) is None or not value.strip().isascii():
            raise ValueError("must be an e-mail address or an http(s) URL, in plain ASCII")
        return value.strip()

    @property
    def folder(self) -> DataFolder:
        """The data folder, with its places."""
        return DataFolder(self.data)

    def for_register(self, register: RegisterConfig) -> Self:
        """The same settings with the pause that a register asks for, where that is longer.

        The bundled register runs in this very process: sparing it would only make the operator wait.
        """
        if register.is_bundled:
            return self.model_copy(update={"request_interval_s": 0.0, "night_window": None})
        if register.interval_s is None or register.interval_s <= self.request_interval_s:
            return self
        return self.model_copy(update={"request_interval_s": register.interval_s})


def parse_hours(text: str) -> tuple[time, time]:
    """The two ends of "22:00-06:00"; the first is inside, the second is not. Raises ``ValueError``."""
    match = re.fullmatch(r"\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*", text)
    if match is None:
        raise ValueError(f"{text!r} are no hours: write them as 22:00-06:00")
    hours = [int(number) for number in match.groups()]
    begin, end = time(hours[0], hours[1]), time(hours[2], hours[3])
    if begin == end:
        raise ValueError(f"{text!r} begins and ends at the same time: leave it out for the whole day")
    return begin, end


def is_within_hours(hours: tuple[time, time], at: time) -> bool:
    """Whether a time of day lies in them; hours may run over midnight."""
    begin, end = hours
    return begin <= at < end if begin < end else at >= begin or at < end


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine: 127.0.0.0/8, ::1, localhost."""
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False

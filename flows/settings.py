"""Read the settings of a run: from arguments, then the environment (prefix ``KEHTIV_``), then the configuration file
(``kehtiv.toml``), then the defaults here.
"""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from flows.folder import DATA_FOLDER, BadConfig, DataFolder, config_file, read_config
from flows.hours import parse_hours
from flows.registers.config import RegisterConfig
from flows.stores.whereabouts import Whereabouts, check_address

LEAST_INTERVAL_S = 0.75
"""The shortest pause between two requests to one host, which the registers' operators may rely on."""

_FORMAT = "(parquet|csv|xlsx|jsonld|akn)"
_CONTACT = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|https?://[^\s]+")

Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Settings(BaseSettings):
    """How a run behaves. Names say the unit: ``_s`` seconds, ``_bytes``, ``_days``; docs/settings.md lists them all."""

    model_config = SettingsConfigDict(env_prefix="KEHTIV_", frozen=True, extra="ignore", use_attribute_docstrings=True)

    data: Path = DATA_FOLDER
    """The folder that holds everything: archive, warehouse, reports."""
    archive: str | None = None
    """Where answers are kept as they came, if not in the data folder: ``s3://BUCKET/PREFIX``, with the extra ``scale``
    and credentials in ``AWS_…``. The data folder remembers it from its first run on."""

    request_interval_s: Seconds = LEAST_INTERVAL_S
    """Pause between two requests to one host. A value below the default is allowed for loopback only."""
    turns_dir: Path | None = None
    """A folder on the local disk in which all runs of this user on this machine take turns at a host, so that together
    they ask it no more often than one. The default is ``kehtiv-turns-`` and the user's number among the system's
    temporary files."""
    turns_url: Annotated[str | None, Field(pattern=r"^postgres(ql)?://\S+$")] = None
    """A PostgreSQL database in which the runs of several machines take turns at a host, such as
    ``postgresql://kehtiv@db.example/kehtiv``, over a connection of its own (no pool that shares it out). Each machine
    that fetches must name the same one. Needs ``pip install kehtiv[scale]``."""
    contact: str | None = None
    """An e-mail address or URL for the User-Agent, so that a register's operators can reach you. Required for every
    host other than loopback."""
    connect_timeout_s: Positive = 10.0
    """How long to wait for a connection."""
    read_timeout_s: Positive = 60.0
    """How long to wait for the next bytes of an answer. With ``connect_timeout_s`` also the time for its whole head."""
    answer_timeout_s: Positive = 600.0
    """How long one whole answer may take, head and body. A host that sends one byte a minute never reaches
    ``read_timeout_s``."""
    max_body_bytes: Annotated[int, Field(gt=0)] = 256 * 1024 * 1024
    """The largest answer to accept."""
    max_page_bytes: Annotated[int, Field(gt=0)] = 8 * 1024 * 1024
    """The largest page, list or search form to accept, unpacked. The usual ones have 20 kB."""
    max_attempts: Annotated[int, Field(ge=1, le=20)] = 4
    """How often to send one request, the first attempt included."""
    backoff_s: Seconds = 2.0
    """Pause before the second attempt. Each further pause is twice as long, plus jitter."""
    longest_pause_s: Seconds = 120.0
    """The longest ``Retry-After`` to wait for. A host that asks for more is left alone for the rest of the run."""
    failures_before_giving_up: Annotated[int, Field(ge=1)] = 3
    """How many addresses may fail in a row before the host counts as down."""

    batch_size: Annotated[int, Field(ge=1, le=10_000)] = 200
    """Documents per task. Prefect charges for each task, and an interruption repeats at most one."""
    workers: Annotated[int, Field(ge=1, le=64)] = Field(default_factory=lambda: max(1, (os.cpu_count() or 1) - 1))
    """Processes that read files. The default is one less than the machine's cores."""
    file_timeout_s: Annotated[float, Field(ge=1, le=86_400)] = 120.0
    """How long a file may be read without progress, such as the next page of OCR. Never shorter than the limits of the
    programs below."""
    file_longest_s: Annotated[float, Field(ge=1, le=86_400)] = 3600.0
    """How long one file may be read in all. A scan of several hundred pages needs this long."""
    file_memory_bytes: Annotated[int, Field(ge=512 * 1024**2)] = 2 * 1024**3
    """Address space of a process that reads files. The libraries take a tenth of it."""
    ocr_engine: Literal["auto", "tesseract", "rapidocr", "none"] = "auto"
    """What reads scans. ``auto`` uses Tesseract, or RapidOCR where Tesseract is absent."""
    ocr_languages: Annotated[str, Field(pattern=r"^[A-Za-z_]{3,20}(\+[A-Za-z_]{3,20}){0,5}$")] = "est"
    """Tesseract's language names, joined by ``+``. Each further language costs time and a few words of the first."""
    ocr_page_timeout_s: Annotated[float, Field(ge=1, le=3600)] = 60.0
    """How long Tesseract may read one page. A usual page takes a second or two."""
    ocr_dpi: Annotated[int, Field(ge=100, le=600)] = 200
    """Resolution at which pages are drawn for OCR, in pixels per inch."""
    office_timeout_s: Annotated[float, Field(ge=1, le=3600)] = 60.0
    """How long LibreOffice may convert one file. A usual file takes a second."""
    office_memory_bytes: Annotated[int, Field(ge=512 * 1024**2)] = 2 * 1024**3
    """Address space of one LibreOffice process. A usual file takes a quarter of the default."""
    office_output_bytes: Annotated[int, Field(ge=1024**2)] = 64 * 1024**2
    """The largest file to accept from LibreOffice."""

    keep_readings: bool = True
    """Whether to keep what readers said of each file, so that it is not read twice by the same readers. The next night
    deletes what is kept where this is off."""
    readings: str | None = None
    """Where that is kept, if not in the data folder: as for ``archive``, under another prefix."""

    readers: Annotated[str | None, Field(pattern=r"^dask://\S+:[0-9]+$")] = None
    """Dask scheduler, as ``dask://HOST:PORT``, whose readers (``kehtiv reader``) read the files of nights and
    rereadings. Without it the run reads them itself. Needs ``keep_readings``."""
    readers_wait_s: Seconds = 60.0
    """How long a run waits for the scheduler, and for a reader where none is there (any more)."""

    recheck_days: Annotated[int, Field(ge=1)] = 14
    """How often to look at a public document again. Replacing a file changes no row of a listing, so the listing alone
    would not show it."""
    recheck_old_days: Annotated[int, Field(ge=1)] = 45
    """The same for a document registered more than ``old_after_days`` ago."""
    old_after_days: Annotated[int, Field(ge=1)] = 365
    """The age from which a document counts as old."""
    recheck_hidden_days: Annotated[int, Field(ge=1)] = 90
    """How often to look again at a document that is restricted or gone."""
    recheck_share: Annotated[float, Field(ge=0, le=0.9)] = 0.25
    """Share of a night's documents kept for those that are due again while new ones wait as well (0 to 0.9)."""

    reread_files: Annotated[int, Field(ge=0)] = 2000
    """Files that a night reads again, after asking the register, because other readers read them; 0 for none."""
    reread_minutes: Annotated[float, Field(ge=0, le=1440)] = 60.0
    """Minutes that a night spends on reading again. Files under way when they end are read to their end."""

    window_days: Annotated[int, Field(ge=1, le=3660)] = 30
    """Registration days up to today that every night searches. Most documents that are published late lie in them."""
    rotation_days: Annotated[int, Field(ge=1, le=3660)] = 90
    """Within how many nights every earlier month is searched again, a few months each night."""
    proof_after_days: Annotated[int, Field(ge=0, le=3660)] = 7
    """How many days after a registration day a search must be made to prove that day complete. Before that, more of the
    day may still be published."""
    wanted_requests: Annotated[int, Field(ge=0)] = 40
    """Searches a night for acts that held texts cite and for numbers missing in a series."""

    request_budget: Annotated[int, Field(ge=0)] = 30_000
    """Requests a run may send, further attempts included; 0 means no limit. In a night over several registers, those of
    one host share them. The default is six hours and a quarter at the usual pace."""
    night_window: str | None = None
    """Hours in Tallinn between which hosts may be asked, such as ``22:00-06:00``; empty for any hour. A run that
    reaches the end stops and says what is left. The bundled register is exempt."""

    publish_minutes: Annotated[float, Field(ge=0, le=1440, allow_inf_nan=False)] = 30.0
    """Minutes after which a night that goes on publishes what it has loaded so far, the first time ever after two; 0
    for publishing at its end alone."""

    log_level: Literal["quiet", "normal", "verbose"] = "normal"
    """What a run says meanwhile. ``quiet``: only what needs a person. ``verbose``: a line for each document and
    file."""
    log_format: Literal["text", "json"] = "text"
    """How it says it: lines to read, or a JSON object a line."""
    log_file: Path | None = None
    """A file to which the same lines are added, also where a terminal shows a bar instead."""

    export_dir: Path | None = None
    """A folder into which every night writes an export of what it published, whole or not at all."""
    export_formats: Annotated[str, Field(pattern=rf"^{_FORMAT}(,{_FORMAT})*$")] = "parquet,csv,xlsx,jsonld,akn"
    """The formats of that export, joined by commas."""
    lake_dir: str | None = None
    """A folder, or ``s3://bucket/prefix``, for the data files of a DuckLake that every night writes."""
    lake_catalog: str | None = None
    """The catalog of that lake: a file, or ``postgresql://…``. The default is ``lake.ducklake`` in ``lake_dir``, where
    that is a folder."""
    export_licence: Annotated[str | None, Field(pattern=r"^https?://\S+$")] = None
    """Address of the licence that exports name. The default says that directives are no objects of copyright."""

    subscriptions: Path | None = None
    """The file that says who wants to be told of which changes. The default is ``subscriptions.toml`` beside
    ``kehtiv.toml``."""
    digest_dir: Path | None = None
    """A folder for the feeds of subscriptions. The default is ``data/digests``."""
    base_url: Annotated[str | None, Field(pattern=r"^https?://[^\s\"<>]+$")] = None
    """Address of your kehtiv page, for the links in digests and feeds, and a name that ``kehtiv web`` answers to.
    Without it the links in digests lead to the registers."""

    sql_per_minute: Annotated[int, Field(ge=0)] = 30
    """Queries a minute that ``kehtiv web`` answers one address on its SQL page, where others than this machine reach
    it. More are refused for some seconds (429). 0: any number."""

    rulings_need_second: bool = False
    """Whether a ruling counts only once a second person has ruled the same. Until then it is proposed."""

    reports_kept: Annotated[int, Field(ge=1)] = 90
    """Run reports to keep in ``data/reports``. A night over several registers has one for each."""
    notify_command: str | None = None
    """A command that receives the report as JSON on standard input, without a shell, when a run fails or a register
    goes silent."""
    notify_url: Annotated[str | None, Field(pattern=r"^https?://\S+$")] = None
    """An address to which the same report is posted."""
    notify_on: Literal["failure", "problems", "always"] = "failure"
    """When to notify. ``failure``: runs that failed or ended early, silence, overdue runs. ``problems``: also what
    needs a person. ``always``: after every run."""
    notify_timeout_s: Positive = 30.0
    """How long the command or the address may take."""
    silence_factor: Annotated[float, Field(ge=1, allow_inf_nan=False)] = 1.5
    """A register counts as silent after this many times its own longest gap of a year, in working days."""
    silence_least_days: Annotated[int, Field(ge=1)] = 7
    """The fewest working days before a register counts as silent."""
    silence_days: dict[str, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    """Working days for single registers instead, as JSON by code, such as ``{"som": 20}``; 0 means never silent."""
    overdue_days: Annotated[int, Field(ge=1)] = 3
    """Notify when no run over a register has ended well for this many days."""
    serve_attempts: Annotated[int, Field(ge=1, le=20)] = 3
    """How often ``kehtiv serve`` begins one interrupted night, the first time included."""
    serve_pause_s: Seconds = 60.0
    """Pause before the second attempt at a night. Each further pause is twice as long."""
    serve_wait_s: Seconds = 3600.0
    """How long a scheduled night waits for another run over the data folder to end. Then it is skipped and says so."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return where values come from, the first that has one first. Raises ``BadConfig``."""
        return init_settings, env_settings, InitSettingsSource(settings_cls, from_config())

    @field_validator("readers")
    @classmethod
    def _readers_have_a_store(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and info.data.get("keep_readings") is False:
            raise ValueError("readers elsewhere keep what they read: KEHTIV_KEEP_READINGS must not be off")
        return value

    @field_validator("archive", "readings")
    @classmethod
    def _address_is_of_a_bucket(cls, value: str | None) -> str | None:
        return check_address(value)

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
    def whereabouts(self) -> Whereabouts:
        """Where archive and readings are wanted, if not in the data folder."""
        return Whereabouts(self.archive, self.readings)

    @property
    def folder(self) -> DataFolder:
        """The data folder, with its places."""
        return DataFolder(self.data)

    def for_register(self, register: RegisterConfig) -> Self:
        """Return these settings with the register's own pause, where that is longer.

        The bundled register runs in this process, so a pause would only make the operator wait.
        """
        if register.is_bundled:
            return self.model_copy(update={"request_interval_s": 0.0, "night_window": None})
        if register.interval_s is None or register.interval_s <= self.request_interval_s:
            return self
        return self.model_copy(update={"request_interval_s": register.interval_s})


def from_config() -> dict[str, Any]:
    """Return the settings that the configuration file gives. Raises ``BadConfig``, also for an unknown name."""
    given = read_config()
    for name in given:
        if name not in Settings.model_fields:
            near = difflib.get_close_matches(name, Settings.model_fields, n=1)
            hint = f": did you mean {near[0]}?" if near else ""
            raise BadConfig(f"{config_file()}: {name} is not a setting{hint}")
    return given


def source_of(name: str) -> str:
    """Return where the value of a setting comes from: a variable of the environment, the file, or the default."""
    variable = f"KEHTIV_{name.upper()}"
    if variable in os.environ:
        return variable
    return str(config_file()) if name in read_config() else "default"

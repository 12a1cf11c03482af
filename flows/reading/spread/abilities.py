"""Say what a reader can do, and why one is refused: by its name, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flows.reading.programs import Programs
from flows.reading.spread.orders import SPEECH
from flows.reading.stored_value import FORMAT

SAYS = "kehtiv"
"""The key under which a reader describes itself to the scheduler."""
PROGRAM_NAMES = {"ocr": "OCR", "office": "LibreOffice"}


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a reader says of itself: how it speaks, its readers' version, its programs."""

    speech: str
    version: str
    ocr: str | None
    office: str | None


@dataclass(frozen=True, slots=True)
class ReaderThere:
    """A worker that the scheduler knows; ``abilities`` is ``None`` where it is no reader of kehtiv."""

    name: str
    threads: int
    abilities: Abilities | None


def abilities_of(version: str, programs: Programs) -> Abilities:
    """Return what a reader of this installation says of itself."""
    return Abilities(f"{SPEECH}.{FORMAT}", version, programs.ocr, programs.office)


def abilities_said(said: object) -> Abilities | None:
    """Return the abilities that a worker told the scheduler; ``None`` where it told none that can be understood."""
    if not isinstance(said, Mapping):
        return None
    speech, version = said.get("speech"), said.get("version")
    if not isinstance(speech, str) or not isinstance(version, str):
        return None
    return Abilities(speech, version, _word(said.get("ocr")), _word(said.get("office")))


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None


def resources_of(able: Abilities, threads: int) -> dict[str, float]:
    """Return what a reader offers the scheduler: an order goes to those alone that offer all that it needs."""
    offered = [_speech(able), *(_program(kind, version) for kind, version in programs_in(able).items() if version)]
    return dict.fromkeys(offered, float(threads))


def resources_for(wanted: Abilities, needs: frozenset[str]) -> dict[str, float]:
    """Return what an order needs that wants the programs ``needs`` ("ocr", "office") of a reader like ``wanted``."""
    programs = {kind: version for kind, version in programs_in(wanted).items() if kind in needs and version}
    return dict.fromkeys([_speech(wanted), *(_program(*each) for each in programs.items())], 1.0)


def refusal_of(reader: ReaderThere, wanted: Abilities, needs: frozenset[str] = frozenset()) -> str | None:
    """Return why a reader gets no order that needs these programs; ``None`` where it may have it."""
    able = reader.abilities
    if able is None:
        return f"reader {reader.name} is not used: it was not started by `kehtiv reader`"
    if able.speech != wanted.speech:
        return f"reader {reader.name} is not used: it is of another release of kehtiv"
    if able.version != wanted.version:
        return (
            f"reader {reader.name} is not used: its readers are of version {able.version}, those of this run of"
            f" {wanted.version}"
        )
    for kind in sorted(needs):
        has, asked = programs_in(able)[kind], programs_in(wanted)[kind]
        if has != asked:
            told = f"it has {has}, this run {asked}" if has and asked else f"it has no {PROGRAM_NAMES[kind]}"
            return f"reader {reader.name} gets no file that needs {PROGRAM_NAMES[kind]}: {told}"
    return None


def programs_in(able: Abilities | Programs) -> dict[str, str | None]:
    """Return the version of each program by its kind, "ocr" and "office", in this order; ``None`` where it lacks."""
    return {"ocr": able.ocr, "office": able.office}


def _speech(able: Abilities) -> str:
    return f"kehtiv {able.speech} {able.version}"


def _program(kind: str, version: str) -> str:
    return f"kehtiv {kind} {version}"

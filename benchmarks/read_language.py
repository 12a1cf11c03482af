"""Measure finding citations and reading effects in megabytes per second.

    python -m benchmarks.read_language

Seconds are those of the processor, so that other work on the machine does not count. The texts are directives that
this script invents (about 2 MB, all different) and, if ../shared exists, its texts, repeated to about the same size.
Each pass builds its own reading views, so that neither profits from the other.
eyecite publishes about 10 MB/s. It reads American case citations in English: a different language, form and task. Its
figure gives a sense of scale; it is not a comparison.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.machine import describe_machine
from extractors.citations.find import find_citations
from extractors.citations.view import reading_of
from extractors.directive.header import read_header
from extractors.directive.parts import split_parts
from extractors.effects.read import read_effects
from extractors.model.directive import ActHeader, Part
from extractors.model.evidence import Span
from extractors.model.extraction import ActContext
from extractors.model.text import DocumentText

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
SIZE = 2_000_000
"""Characters of a corpus. Figures count UTF-8 bytes, for Estonian a few per cent more than characters."""

OFFICES = ("Rannaameti peadirektori", "Lahe Linnavalitsuse", "Saarte Keskuse juhataja", "tuuleministri", "kantsleri")
SUBJECTS = ("Vaatlusjaamade hooldamise kord", "Mõõtjate ametijuhendid", "Arhiivi kasutamine", "Hangete kord")
POSITIONS = ("vaatleja", "vanemvaatleja", "mõõtja", "jaamaülem", "andmehaldur", "paadijuht", "nõunik", "analüütik")
DUTIES = (
    "vaatleb määratud rannalõiku ja kannab tulemused päevikusse",
    "kontrollib mõõteriistade korrasolekut ning teatab puudustest jaamaülemale",
    "vastab märgukirjadele seaduses sätestatud tähtaja jooksul",
    "osaleb tööks vajalikel koolitustel vastavalt koolitusplaanile",
)


@dataclass(frozen=True, slots=True)
class Act:
    """A document with everything from which its effects are read."""

    text: DocumentText
    header: ActHeader
    parts: tuple[Part, ...]

    @property
    def whole(self) -> Span:
        return Span(0, len(self.text.text))

    @property
    def body(self) -> Span:
        return next((part.evidence.span for part in self.parts if part.part == "body"), Span(0, 0))


def make_directives(size: int, seed: int = 1) -> Iterator[str]:
    """Yield invented directives, some with annexes after the body, until ``size`` characters are reached."""
    chance = random.Random(seed)
    made = 0
    while made < size:
        words = _directive(chance)
        made += len(words)
        yield words


def _directive(chance: random.Random) -> str:
    day, number, count = _day(chance), chance.randint(1, 900), chance.randint(1, 6)
    office = chance.choice(OFFICES)
    items = ";\n".join(f"1.{n}. {chance.choice(POSITIONS)} (lisa {n})" for n in range(1, count + 1))
    revoked = ";\n".join(f"2.{n}. {_target(chance)}" for n in range(1, chance.randint(2, 9)))
    words = (
        f"KÄSKKIRI\nLahe {day} nr {number}\n{chance.choice(SUBJECTS)}\n\nRannaseaduse § {chance.randint(2, 90)} "
        f"lõike 2 ja tuuleministri {_day(chance)} määruse nr {chance.randint(1, 99)} „Põhimäärus“ § 7 "
        f"punkti 3 alusel:\n"
        f"1. Kinnitan ametijuhendid järgmiselt:\n{items}.\n2. Tunnistan kehtetuks:\n{revoked}.\n"
        f"3. Muudan {office} {_day(chance)} käskkirja nr {chance.randint(1, 900)} punkti 2 ja sõnastan "
        f"selle järgmiselt:\n„2. {chance.choice(DUTIES).capitalize()}.“\n4. Käskkiri jõustub {_day(chance)}.\n"
        "5. Käskkirja peale võib esitada vaide kolmekümne päeva jooksul.\n\n(allkirjastatud digitaalselt)\n"
    )
    annexes = chance.random() < 0.5
    return words + "".join(_annex(chance, day, number, n) for n in range(1, count + 1) if annexes)


def _target(chance: random.Random) -> str:
    act = f"{chance.choice(OFFICES)} {_day(chance)}"
    number = chance.choice((f"{chance.randint(1, 900)}", f"1-2/{chance.randint(12, 25)}/{chance.randint(1, 300)}"))
    title = f"„{chance.choice(SUBJECTS)}“"
    return chance.choice(
        (
            f"{act} käskkirja nr {number} {title}",
            f"{act} käskkirja nr {number} {title} lisad 1 kuni {chance.randint(2, 5)} ja {chance.randint(7, 9)}",
            f"{act} käskkirjaga nr\n{number} kinnitatud ametijuhendi",
            f"{act} käskkirja nr {number} punktid 2 ja 4",
        )
    )


def _annex(chance: random.Random, day: str, number: int, annex: int) -> str:
    duties = "\n".join(f"2.{n}. {chance.choice(DUTIES)};" for n in range(1, 9))
    return (
        f"\nKINNITATUD\nRannaameti peadirektori\n{day} käskkirjaga nr {number}\nLisa {annex}\n\nAMETIJUHEND\n"
        f"1. Üldosa\n1.1. Ametinimetus: {chance.choice(POSITIONS)}\n2. Ülesanded\n{duties}\n"
        "3. Lõppsätted\n3.1. Ametijuhend vaadatakse läbi kord aastas.\n"
    )


def _day(chance: random.Random) -> str:
    day = date(2005, 1, 1) + timedelta(days=chance.randrange(7_300))
    return f"{day:%d.%m.%Y}"


def shared_texts(size: int) -> Iterator[str]:
    """Yield the texts of ../shared repeatedly until ``size`` characters are reached; none without the folder."""
    texts = [path.read_text("utf-8") for path in sorted(SHARED.rglob("*.txt"))]
    made = 0
    while texts and made < size:
        for words in texts:
            made += len(words)
            yield words


def prepare(words: str) -> Act:
    text, region = DocumentText("0" * 64, words), Span(0, len(words))
    parts, _ = split_parts(text, region, ActContext())
    return Act(text, read_header(text, region, ActContext()), parts)


def seconds(read: Callable[[Act], object], acts: list[Act]) -> float:
    reading_of.cache_clear()
    started = time.process_time()
    for act in acts:
        read(act)
    return time.process_time() - started


def main() -> None:
    print(f"reading language ({describe_machine()})")
    for name, words in (("made up", make_directives(SIZE)), ("../shared", shared_texts(SIZE))):
        acts = [prepare(one) for one in words]
        if not acts:
            continue
        whole = sum(len(act.text.text.encode()) for act in acts) / 1e6
        bodies = sum(len(act.body.of(act.text.text).encode()) for act in acts) / 1e6
        found = seconds(lambda act: find_citations(act.text, act.whole, ActContext()), acts)
        read = seconds(lambda act: read_effects(act.text, act.body, act.header, ActContext(), act.parts), acts)
        print(f"{name:10} citations {whole / found:6.2f} MB/s of whole texts   ({len(acts)} texts, {whole:.2f} MB)")
        print(f"{name:10} effects   {whole / read:6.2f} MB/s of whole texts   ({bodies / read:.2f} of acts' bodies)")
    print("beside them: eyecite publishes ~10 MB/s for citations in English (US case law), another language and task")


if __name__ == "__main__":
    main()

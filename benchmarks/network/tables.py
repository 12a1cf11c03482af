"""Write the tables of docs/scale.md from the figures of the simulated nights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.network.costs import DAYS_A_MONTH, GB, HOUR_S, Held, held_after, on_one_machine, with_bucket
from benchmarks.network.documents import mean_file
from benchmarks.network.figures import Figures, HostFigures, together
from benchmarks.network.inputs import FORMS, Prices
from benchmarks.network.nights import Night

KINDS = ("search", "wanted", "page", "file")
NOBODY = "not asked (robot check)"


def table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table in Markdown."""
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def asked(nights: Sequence[Night]) -> list[int]:
    """Return the requests of these nights: all, those of each of ``KINDS``, the others."""
    told = together(nights)
    by_kind = [told.requests[kind] for kind in KINDS]
    return [told.sent, *by_kind, told.sent - sum(by_kind)]


def first_row(name: str, documents: int, registers: int, nights: Sequence[Night]) -> list[str]:
    """Return a row of the first nights: how many, how long, what was asked."""
    if not nights:
        return [name, str(registers), f"{documents:,}", NOBODY, *[""] * 7]
    return [
        name,
        str(registers),
        f"{documents:,}",
        str(len(nights)),
        f"{max(night.seconds for night in nights) / HOUR_S:.1f}",
        *(f"{number:,}" for number in asked(nights)),
    ]


def host_row(each: HostFigures) -> list[str]:
    return first_row(each.host.name, each.host.documents, len(each.host.registers), each.first)


def ordinary_row(each: HostFigures) -> list[str]:
    """Return a row of the ordinary nights: the mean of each kind of request, and the night with the most."""
    if not each.ordinary:
        return [each.host.name, NOBODY, *[""] * 7]
    nights = len(each.ordinary)
    most = max(each.ordinary, key=lambda night: night.told.sent)
    return [
        each.host.name,
        *(f"{number / nights:,.0f}" for number in asked(each.ordinary)),
        f"{sum(night.seconds for night in each.ordinary) / nights / HOUR_S:.1f}",
        f"{most.told.sent:,} in {most.seconds / HOUR_S:.1f} h",
    ]


def first_table(figures: Figures) -> str:
    biggest = figures.hosts[0].host
    registers = len(biggest.registers)
    names = ["host", "registers", "documents", "nights", "hours of the longest", "requests", *KINDS, "others"]
    rows = [host_row(each) for each in figures.hosts]
    rows.append(first_row("the biggest, by hours alone", biggest.documents, registers, figures.by_hours))
    total = sum(each.host.documents for each in figures.hosts)
    rows.append(first_row("all at one host, by hours alone", total, registers, figures.on_paper))
    return table(names, rows)


def ordinary_table(figures: Figures) -> str:
    names = ["host", "requests a night", *KINDS, "others", "hours", "the night with the most"]
    return table(names, map(ordinary_row, figures.hosts))


def work_table(figures: Figures) -> str:
    """Return the processor hours: of the first nights, of an ordinary night, of reading everything again."""
    held, month = held_after(figures.first), monthly(figures)
    rows = [
        ("reading the files of the first nights", f"{held.reading_s / HOUR_S:.1f} core-hours"),
        ("of it OCR", f"{held.ocr_s / HOUR_S:.1f} core-hours"),
        ("pages read", f"{held.files * mean_file().pages:,.0f}"),
        ("parsing, keeping and loading the documents of the first nights", f"{held.loading_s / HOUR_S:.1f} core-hours"),
        ("a whole publish of what is held then", f"{held.publish_s:.0f} core-seconds"),
        ("reading in an ordinary month", f"{month.reading_s / HOUR_S:.2f} core-hours"),
        ("reading everything again on 1, 4 and 16 cores", hours_on(held, (1, 4, 16))),
    ]
    return table(["work", "takes"], rows)


def hours_on(held: Held, cores: Sequence[int]) -> str:
    return ", ".join(f"{held.reading_s / HOUR_S / number / (0.9 if number > 1 else 1):.1f}" for number in cores) + " h"


def monthly(figures: Figures) -> Held:
    """Return what an ordinary month adds."""
    nights = len(figures.hosts[0].ordinary)
    held = held_after(figures.ordinary)
    return Held(*(round(number * DAYS_A_MONTH / nights) for number in (held.documents, held.files, held.listings)))


def bytes_table(figures: Figures) -> str:
    held, month = held_after(figures.first), monthly(figures)
    ordinary = sum(told.bytes for told in figures.ordinary) / len(figures.hosts[0].ordinary)
    rows = [
        ("fetched in the first nights", f"{sum(told.bytes for told in figures.first) / GB:.0f} GB"),
        ("fetched in an ordinary night, where hosts offer no validators", f"{ordinary / GB:.1f} GB"),
        ("archive", f"{held.archive_bytes / GB:.1f} GB, {held.objects - held.files:,} objects"),
        ("readings", f"{held.readings_bytes / GB:.1f} GB, {held.files:,} objects"),
        ("working file and three published ones", f"{held.warehouse_bytes / GB:.1f} GB"),
        ("an ordinary year adds", f"{12 * all_bytes(month) / GB:.1f} GB"),
    ]
    return table(["bytes", "come to"], rows)


def all_bytes(held: Held) -> float:
    return held.archive_bytes + held.readings_bytes + held.warehouse_bytes


def money_table(figures: Figures, prices: Prices) -> str:
    held, month = held_after(figures.first), monthly(figures)
    months = len(figures.hosts[0].first) / DAYS_A_MONTH
    alone = on_one_machine(months, prices)
    bucket = with_bucket(held, months, month.objects, held.reading_s / HOUR_S, prices)
    rows = [
        ("one machine with everything on its disk", f"{alone.once:.2f}", f"{alone.monthly:.2f}"),
        ("the same with archive and readings in a bucket", f"{bucket.once:.2f}", f"{bucket.monthly:.2f}"),
    ]
    return table(["EUR", "the first nights", "a month"], rows)


def inputs_table() -> str:
    names = ["form", "share (assumed)", "bytes", "bytes of its reading", "pages", "core-seconds"]
    rows = [
        (form.name, f"{form.hundredths} %", f"{form.bytes:,}", f"{form.kept:,}", form.pages, form.cpu_s)
        for form in FORMS
    ]
    mean = mean_file()
    rows.append(("mean", "", f"{mean.bytes:,}", f"{mean.kept:,}", round(mean.pages, 2), round(mean.cpu_s, 3)))
    return table(names, rows)

"""Print what one file holds (`kehtiv extract`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.terminal.printing import out, shown

if TYPE_CHECKING:
    from extractors.report_types import EffectReport, FileReport


def print_extraction(described: FileReport) -> None:
    """Print in short what one file holds."""
    console = out()
    act = described["directive"]
    title = f"  {act['title']}" if act["title"] else ""
    console.print(shown(f"{described['file']}  ({described['media_type']})"), style="bold", soft_wrap=True)
    if act["number"] or act["date"]:
        console.print(
            shown(f"  {act['document_type'] or 'act'} {act['date']} nr {act['number']}{title}"), soft_wrap=True
        )
    for part in described["parts"]:
        name = "body" if part["part"] == "body" else f"annex {part['annex'] or '(no number)'}"
        console.print(shown(f"  {name}  {part['title'] or ''}"), soft_wrap=True)
    for effect in described["effects"]:
        console.print(shown(f"  {effect['effect']}: {_affected(effect)}"), soft_wrap=True)
    for position in described["positions"]:
        languages = ", ".join(f"{each['language']} {each['level'] or ''}".strip() for each in position["languages"])
        console.print(
            shown(f"  position {position['position']}: {len(position['duties'])} duties; {languages}"), soft_wrap=True
        )
    for finding in described["findings"]:
        console.print(shown(f"  finding {finding['code']}: {finding['message']}"), soft_wrap=True)
    for failure in described["failures"]:
        console.print(shown(f"  not read: {failure['file']}: {failure['code']}: {failure['message']}"), soft_wrap=True)


def _affected(effect: EffectReport) -> str:
    affected = effect["affected"]
    act = " ".join(word for word in (affected["issuer"], affected["kind"], affected["date"]) if word)
    number = f" nr {affected['number']}" if affected["number"] else ""
    annexes = affected["annexes"]
    of = "" if annexes is None else f" annexes {annexes if annexes == 'all' else ', '.join(map(str, annexes))}"
    when = f" from {effect['date']}" if effect["date"] else ""
    return f"{act}{number}{of}{when}".strip() or effect["quote"][:80]

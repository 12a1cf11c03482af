"""Commands for what a person settles: doubts, rule, publish."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from flows.clock import Clock
from flows.commands.looks import JsonOption
from flows.commands.options import DataOption, WrongUse, day_of, end_with, settings_of
from flows.folder import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from warehouse.ask.doubts import Doubt


def doubts(
    register: Annotated[str | None, typer.Option(help="Only doubts in documents of this register.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only this question: which_act or end_day.")] = None,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """List what a person could settle: sentences that may mean several acts, and ends without a day.

    What most annexes hang on comes first. Each has a short id, the words, and the command that settles it.
    """
    import json

    from flows.rulings.lines import QUESTIONS
    from flows.terminal import printing
    from flows.visible import make_visible

    if kind is not None and kind not in QUESTIONS:
        raise WrongUse(f"--kind {kind}: known are {', '.join(QUESTIONS)}")
    found = [
        one
        for one in _held(data)
        if kind in (None, one.question) and register in (None, one.document_id.partition("/")[0])
    ]
    if as_json:
        printing.write(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1, default=str) + "\n")
        return
    for one in found:
        printing.write(make_visible("\n".join(_told(one))) + "\n\n")


def rule(
    doubt: Annotated[str | None, typer.Argument(help="The id of a doubt, as `kehtiv doubts` lists it.")] = None,
    outcome: Annotated[
        str | None,
        typer.Option(help="which_act: a directive's id, or none; end_day: the first day not in force."),
    ] = None,
    because: Annotated[str, typer.Option(help="The reason; it is shown wherever the ruling counts.")] = "",
    by: Annotated[str, typer.Option(help="Who decides; a role will do.")] = "",
    unsure: Annotated[bool, typer.Option("--unsure", help="Leave it open, and look again on the day --until.")] = False,
    until: Annotated[str | None, typer.Option(help="With --unsure: the day to look again.")] = None,
    withdraw: Annotated[str | None, typer.Option(help="Take back the ruling of this id.")] = None,
    data: DataOption = None,
) -> None:
    """Settle a doubt, or take a ruling back. It counts from the next run on; `kehtiv publish` publishes at once."""
    from flows.rulings import journal
    from flows.rulings.answering import Refused, answer
    from flows.rulings.lines import UNSURE, Withdrawal
    from flows.terminal import printing

    folder, clock = data_folder(data), Clock()
    if withdraw is not None:
        if not because.strip() or not by.strip() or doubt or outcome or unsure:
            raise WrongUse("--withdraw needs --because and --by, and nothing else")
        if withdraw not in {one.ruling_id for one in journal.read_rulings(folder)[0]}:
            raise WrongUse(f"the journal holds no ruling {withdraw}")
        journal.add(folder, Withdrawal(withdraw, because.strip(), by.strip(), clock.today()))
        printing.note(f"ruling {withdraw} is withdrawn; it counts no more from the next publish on")
        return
    if doubt is None or (outcome is None) != unsure:
        raise WrongUse("name a doubt and --outcome, or --unsure with --until; `kehtiv doubts` lists them")
    try:
        ruling = answer(_named(data, doubt), outcome or UNSURE, because, by, clock, day_of(until, "--until"))
    except Refused as error:
        raise WrongUse(str(error)) from error
    journal.add(folder, ruling)
    printing.write(f"{ruling.ruling_id}\n")
    printing.note("written; it counts from the next publish on: kehtiv publish")


def publish(
    full: Annotated[bool, typer.Option("--full", help="Derive everything again, even where nothing changed.")] = False,
    data: DataOption = None,
) -> None:
    """Derive and publish from what is loaded and ruled, without a night."""
    from flows.run.run import open_run
    from warehouse.transactions import touch_content

    settings = settings_of(data)
    with open_run(settings, Clock(), kind="publish", register="", arguments={"full": "yes"} if full else {}) as run:
        if full:
            touch_content(run.warehouse.connection)
    end_with(run.summary, settings)


def _held(data: Path | None) -> list[Doubt]:
    from warehouse.ask.doubts import list_doubts
    from warehouse.connection import open_published

    with open_published(data_folder(data)) as w:
        return list_doubts(w)


def _named(data: Path | None, name: str) -> Doubt:
    found = [one for one in _held(data) if one.doubt_id == name]
    if not found:
        raise WrongUse(f"no doubt that is open has the id {name}; `kehtiv doubts` lists them")
    return found[0]


def _told(one: Doubt) -> list[str]:
    page = f", page {one.page_number}" if one.page_number else ""
    again = [f"  look again on {one.look_again_on}"] if one.look_again_on else []
    asked = "which act is meant?" if one.question == "which_act" else "on which day does it end?"
    outcomes = " | ".join((*one.candidates, "none")) if one.question == "which_act" else "DAY"
    return [
        f"{one.doubt_id}  {one.question}: {asked} ({one.annex_number} annexes hang on it)",
        f"  “{one.quote}” ({one.document_id}{page}) [{one.evidence_id}]",
        *again,
        f"  kehtiv rule {one.doubt_id} --outcome {outcomes} --because … --by …",
    ]

"""Define the commands with which a person settles doubts: doubts, rule, publish."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.clock import Clock
from flows.commands.looks import JsonOption
from flows.commands.options import DataOption, WrongUse, day_of, end_with, refuse_data_file, settings_of
from flows.folder import data_folder

if TYPE_CHECKING:
    from warehouse.ask.doubts import Doubt

_ASKED = {
    "which_act": "which act is meant?",
    "end_day": "on which day does it end?",
    "start_day": "on which day does it begin?",
    "which_annexes": "which annexes does it end?",
    "effect_of_sentence": "does it end what it names?",
    "annex_number": "which number does this annex bear?",
    "same_act": "which entry is the same act?",
    "same_position": "which post does it continue?",
    "field_of_position": "which field of the job description is it, and what does it say?",
}
_OUTCOMES = {
    "end_day": "DAY",
    "start_day": "DAY",
    "which_annexes": "ANNEXES | all | none",
    "field_of_position": '"FIELD: VALUE" | none',
}


def doubts(
    register: Annotated[str | None, typer.Option(help="Only doubts in documents of this register.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only this question, such as which_act or end_day.")] = None,
    as_json: JsonOption = False,
    letters: Annotated[
        Path | None,
        typer.Option(help="Also write a letter to the authority for each, as text and DOCX, into this folder."),
    ] = None,
    data: DataOption = None,
) -> None:
    """List what a person could settle: which act or annexes a sentence means, whether it ends anything, on which day.

    Doubts on which most annexes depend come first. Each has a short id, the words, and the command that settles it.
    """
    import json

    from flows.rulings.lines import QUESTIONS
    from flows.terminal import printing
    from flows.visible import make_visible

    if kind is not None and kind not in QUESTIONS:
        raise WrongUse(f"--kind {kind}: known are {', '.join(QUESTIONS)}")
    refuse_data_file("--letters", letters, data_folder(data))
    found = [
        one
        for one in _held(data)
        if kind in (None, one.question) and register in (None, one.document_id.partition("/")[0])
    ]
    if letters is not None:
        _write_letters(letters, found, data)
    if as_json:
        printing.write(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1, default=str) + "\n")
        return
    for one in found:
        printing.write(make_visible("\n".join(_told(one))) + "\n\n")


def rule(
    doubt: Annotated[str | None, typer.Argument(help="The id of a doubt, as `kehtiv doubts` lists it.")] = None,
    outcome: Annotated[
        str | None,
        typer.Option(
            help="which_act, same_act, annex_number, same_position: one of the candidates, or none; end_day, start_day:"
            " a day; which_annexes: their numbers, all or none; effect_of_sentence: ends or nothing;"
            ' field_of_position: a field with its value ("unit: Arhiiv"), or none.'
        ),
    ] = None,
    because: Annotated[str, typer.Option(help="The reason; it is shown wherever the ruling counts.")] = "",
    by: Annotated[str, typer.Option(help="Who decides; a role will do.")] = "",
    unsure: Annotated[bool, typer.Option("--unsure", help="Leave it open, and look again on the day --until.")] = False,
    until: Annotated[str | None, typer.Option(help="With --unsure: the day to look again.")] = None,
    withdraw: Annotated[str | None, typer.Option(help="Take back the ruling of this id.")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing: say whether the answer, or the whole journal, is sound.")
    ] = False,
    export: Annotated[
        Path | None, typer.Option(help="Write the journal to this file, whose lines another journal may take in.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Settle a doubt, or take a ruling back. It counts from the next run on; `kehtiv publish` publishes at once."""
    from flows.rulings import journal
    from flows.rulings.answering import Refused, answer
    from flows.rulings.lines import UNSURE
    from flows.terminal import printing

    folder, clock = data_folder(data), Clock()
    has_answer = bool(doubt or outcome or unsure or until)
    if export is not None:
        _only("--export", has_answer or withdraw or check or because or by)
        refuse_data_file("--export", export, folder)
        printing.note(f"{_counted(journal.write_export(folder, export), 'line')} written to {export}")
        return
    if withdraw is not None:
        _only("--withdraw", has_answer or check)
        _withdraw(folder, withdraw, because, by, clock)
        return
    if check and not has_answer:
        _check_journal(folder)
        return
    if doubt is None or (outcome is None) != unsure:
        raise WrongUse("name a doubt and --outcome, or --unsure with --until; `kehtiv doubts` lists them")
    try:
        ruling = answer(_named(data, doubt), outcome or UNSURE, because, by, clock, day_of(until, "--until"))
    except Refused as error:
        raise WrongUse(str(error)) from error
    if check:
        printing.note(f"sound: {ruling.question} {ruling.outcome}; nothing is written")
        return
    journal.add(folder, ruling)
    printing.write(f"{ruling.ruling_id}\n")
    printing.note("written; it counts from the next publish on: kehtiv publish")


def publish(
    full: Annotated[
        bool,
        typer.Option(
            "--full",
            help="Derive everything again, even where nothing changed, and compare it with deriving what changed.",
        ),
    ] = False,
    data: DataOption = None,
) -> None:
    """Derive and publish from what is loaded and ruled, without a night."""
    from flows.run.opening import open_run
    from warehouse.publish.publish import want_whole

    settings = settings_of(data)
    with open_run(settings, Clock(), kind="publish", register="", arguments={"full": "yes"} if full else {}) as run:
        if full:
            want_whole(run.warehouse)
    end_with(run.summary, settings)


def _write_letters(folder: Path, found: list[Doubt], data: Path | None) -> None:
    from flows.rulings.letter import acts_of, as_docx, as_text, compose
    from flows.terminal import printing
    from warehouse.ask.doubts import name_acts
    from warehouse.connection import open_published

    with open_published(data_folder(data)) as w:
        acts = name_acts(w, [name for one in found for name in acts_of(one)])
    folder.mkdir(parents=True, exist_ok=True)
    for one in found:
        paragraphs = compose(one, acts, Clock().today())
        (folder / f"{one.doubt_id}.txt").write_bytes(as_text(paragraphs))
        (folder / f"{one.doubt_id}.docx").write_bytes(as_docx(paragraphs))
    printing.note(
        f"{_counted(len(found), 'letter')} in {folder}; they quote the documents, and a take-down does not reach them"
    )


def _only(option: str, others: object) -> None:
    if others:
        raise WrongUse(f"{option} goes with nothing else, but --withdraw with --because and --by")


def _withdraw(folder: Path, name: str, because: str, by: str, clock: Clock) -> None:
    from flows.rulings import journal
    from flows.rulings.lines import Withdrawal
    from flows.terminal import printing

    if not because.strip() or not by.strip():
        raise WrongUse("--withdraw needs --because and --by")
    if name not in {one.ruling_id for one in journal.read_rulings(folder)[0]}:
        raise WrongUse(f"the journal holds no ruling {name}")
    journal.add(folder, Withdrawal(name, because.strip(), by.strip(), clock.today()))
    printing.note(f"ruling {name} is withdrawn; it no longer counts from the next publish on")


def _check_journal(folder: Path) -> None:
    """Say each line that cannot be read, and each ruling that the published file shows as not counting."""
    from flows.rulings import journal
    from flows.terminal import printing
    from warehouse.ask.queries import run_query
    from warehouse.connection import PUBLISHED_NAME, open_published

    rulings, troubles = journal.read_rulings(folder)
    if (folder / PUBLISHED_NAME).exists():
        with open_published(folder) as w:
            rows = run_query(w, name="rulings").named_rows
        troubles += [
            f"ruling {row['ruling_id']} is {row['state']}{_in_brackets(row['state_reason'])}"
            for row in rows
            if row["state"] not in ("applied", "confirmed", "withdrawn")
        ]
    for sentence in troubles:
        printing.complain(sentence)
    printing.note(f"{_counted(len(rulings), 'ruling')}, {len(troubles)} to look at")
    if troubles:
        raise typer.Exit(1)


def _counted(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


def _in_brackets(reason: str | None) -> str:
    return f" ({reason})" if reason else ""


def _held(data: Path | None) -> list[Doubt]:
    from warehouse.ask.doubts import list_doubts
    from warehouse.connection import open_published

    with open_published(data_folder(data)) as w:
        return list_doubts(w)


def _named(data: Path | None, name: str) -> Doubt:
    from warehouse.ask.doubts import find_doubt
    from warehouse.connection import open_published

    with open_published(data_folder(data)) as w:
        found = find_doubt(w, name)
    if found is None:
        raise WrongUse(f"no doubt that is open has the id {name}; `kehtiv doubts` lists them")
    return found


def _told(one: Doubt) -> list[str]:
    page = f", page {one.page_number}" if one.page_number else ""
    again = [f"  look again on {one.look_again_on}"] if one.look_again_on else []
    may_be = [f"  may be: {', '.join(one.candidates)}"] if one.candidates and one.question in _OUTCOMES else []
    dependent = "1 annex depends" if one.annex_number == 1 else f"{one.annex_number} annexes depend"
    outcomes = _OUTCOMES.get(one.question)
    if outcomes is None:
        outcomes = " | ".join((*one.candidates, *(() if one.question == "effect_of_sentence" else ("none",))))
    return [
        f"{one.doubt_id}  {one.question}: {_ASKED[one.question]} ({dependent} on it)",
        f"  “{one.quote}” ({one.document_id}{page}) [{one.evidence_id or '-'}]",
        *may_be,
        *again,
        f"  kehtiv rule {one.doubt_id} --outcome {outcomes} --because … --by …",
    ]

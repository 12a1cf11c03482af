"""Define `kehtiv digest`: what subscribers would be told."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Annotated

import typer

from flows.clock import Clock
from flows.commands.looks import JsonOption
from flows.commands.options import DataOption, WrongUse, day_of, settings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.digest.subscriptions import Subscription
    from flows.settings import Settings


def digest(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Only the subscription of this name.")] = None,
    since: Annotated[str | None, typer.Option(help="All changes since this day, told already or not.")] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Print the whole mails as they would be sent.")] = False,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """List what each subscription of subscriptions.toml would be told after the next run. Nothing is sent or written.

    Example: kehtiv digest --since 01.01.2026 --preview
    """
    from flows.ask.digest import digests
    from flows.ask.plain import plain
    from flows.terminal import printing
    from flows.terminal.digests import print_digests, print_mails

    settings = settings_of(data)
    found = digests(settings, _chosen(settings, name), day_of(since, "--since"), Clock().today())
    if as_json:
        told = ("subscription", "since", "items", "mail")
        printing.write_json(plain([{name: getattr(one, name) for name in told} for one in found.digests]))
    elif preview:
        print_mails(found.digests)
    else:
        print_digests(found.digests)
    for sentence in found.warnings:
        printing.note(sentence)


def _chosen(settings: Settings, name: str | None) -> Sequence[Subscription]:
    """Return the subscriptions to show. Raises ``WrongUse`` where there are none, or none of that name."""
    from flows.digest.subscriptions import read_subscriptions, subscriptions_file

    known = read_subscriptions(settings)
    if not known:
        path = subscriptions_file(settings)
        raise WrongUse(f"there are no subscriptions in {path}: docs/digests.md says how to write it")
    chosen = [one for one in known if name in (None, one.name)]
    if not chosen:
        names = [one.name for one in known]
        near = difflib.get_close_matches(name or "", names, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"
        raise WrongUse(f"there is no subscription {name!r}: {hint}")
    return chosen

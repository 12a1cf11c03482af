"""Print digests: a line for each change, or the whole mails as they would be sent."""

from __future__ import annotations

from collections.abc import Sequence

from flows.digest.due import Due
from flows.digest.words import about, what_holds
from flows.terminal.printing import note, out, print_sentence, shown, write


def print_digests(digests: Sequence[Due]) -> None:
    """Print each subscription's changes with their sentences, and on standard error how many there are."""
    console = out()
    for one in digests:
        console.print(shown(one.subscription.title), style="bold", soft_wrap=True)
        keel = one.subscription.keel
        for item in one.items:
            console.print(shown(f"{about(item, keel)}: {what_holds(item, keel)}"), soft_wrap=True)
            print_sentence(item.quote, item.page_number, item.evidence_id)
        number = len(one.items)
        note(f"{one.subscription.name}: {number or 'no'} change{'' if number == 1 else 's'} since {one.since}")


def print_mails(digests: Sequence[Due]) -> None:
    """Print the mails with their addresses and subjects; say where none would be sent."""
    for one in digests:
        if one.mail is None:
            note(f"{one.subscription.name}: nothing changed since {one.since}, no mail would be sent")
            continue
        to = f"To: {', '.join(one.mail.to)}\n" if one.mail.to else ""
        write(f"{to}Subject: {one.mail.subject}\n\n{one.mail.text}\n")

"""Print the current state: the run in progress, what is published, what needs a person (`kehtiv status`)."""

from __future__ import annotations

from collections.abc import Sequence

from flows.reading.store import Size
from flows.terminal.printing import complain, print_status, write
from warehouse.ask.queries import QueryResult


def print_standing(
    going_on: str | None, sections: Sequence[tuple[str, QueryResult]], readings: Size, troubles: Sequence[str]
) -> None:
    """Print the run that goes on or was killed, the sections of the status, and each trouble on standard error.

    ``readings`` is the size of what is kept of readings, which a night clears only when the readers change.
    """
    if going_on is not None:
        write(f"{going_on}\n\n")
    if sections:
        print_status(sections)
    else:
        write("nothing is published yet\n")
    write(f"readings kept: {readings.files}, {readings.bytes / 2**20:.1f} MiB\n")
    for sentence in troubles:
        complain(sentence)

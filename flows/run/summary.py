"""Count what a run does, and collect what it leaves for a person."""

from __future__ import annotations

from dataclasses import dataclass, field

COUNTED = ("new", "changed", "unchanged", "restricted", "gone", "files", "quarantined", "requests", "left")


@dataclass
class Summary:
    """The counts of one run. ``wants_person`` holds sentences for the operator; a run with any exits with 1.

    ``sent`` counts the requests that went to hosts: robots.txt, redirects and further attempts too.
    """

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))
    wants_person: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_complete: bool = True
    sent: int = 0

    def count(self, what: str, by: int = 1) -> None:
        self.counts[what] = self.counts.get(what, 0) + by

    def add(self, other: Summary) -> None:
        """Add what another summary counted and collected in a part of the same run."""
        for what, number in other.counts.items():
            self.count(what, number)
        for sentence in other.wants_person:
            self.ask_person(sentence)
        self.notes += other.notes
        self.is_complete = self.is_complete and other.is_complete
        self.sent += other.sent

    def ask_person(self, sentence: str) -> None:
        """Add a sentence, unless it is there already."""
        if sentence not in self.wants_person:
            self.wants_person.append(sentence)

    def stop_short(self, sentence: str) -> None:
        """Note that the run did not look at everything it planned to: an outage is not an empty result."""
        self.is_complete = False
        self.ask_person(sentence)

    @property
    def exit_status(self) -> int:
        """Return 0 (done) or 1 (done with problems that need a person)."""
        return 1 if self.wants_person or not self.is_complete else 0

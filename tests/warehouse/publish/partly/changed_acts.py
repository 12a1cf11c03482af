"""Acts that are extended, suspended, renumbered, worded anew and revoked before their time."""

from __future__ import annotations

from typing import Any

from extractors.model.effect import Effect
from tests.warehouse.factory import Writer, act, day, directive, effect, own
from warehouse.connection import Warehouse

Said = tuple[Any, Any, dict[str, Any]]

EXPIRY: Said = ("revoke", own(), {"effective_on": "2026-01-01", "date_rule": "expiry"})


def load_changed_acts(w: Warehouse) -> None:
    """Six acts with two annexes each, and what later acts say of them."""
    for number in range(1, 7):
        _say(w, f"ch/{number}", str(number), "2025-02-03", EXPIRY, annexes=("1", "2"))
    later: list[tuple[int, str, Said]] = [
        (11, "2025-06-02", ("extend", _of(1), {"until": day("2026-06-30")})),
        (12, "2026-06-01", ("extend", _of(1, "2"), {"until": day("2026-12-31")})),
        (13, "2026-02-02", ("extend", _of(2), {"until": day("2026-06-30")})),
        (14, "2025-06-02", ("suspend", _of(3), {"until": day("2025-12-31")})),
        (15, "2025-09-01", ("reinstate", _of(3, "1"), {})),
        (16, "2025-06-02", ("renumber", _of(4, "1"), {})),
        (17, "2025-09-01", ("revoke", _of(4, "2"), {})),
        (18, "2025-10-01", ("extend", _of(4, "2"), {"until": day("2026-06-30")})),
        (20, "2025-09-01", ("revoke", _of(5), {"effective_on": "2025-12-01"})),
        (21, "2025-10-01", ("revoke", act("20", "2025-09-01"), {})),
        (22, "2025-10-01", ("revoke", act("11", "2025-06-02"), {})),
        (23, "2025-10-02", ("suspend", _of(5, "1"), {"until": day("2025-11-30")})),
        (24, "2025-11-01", ("extend", own(), {"until": day("2026-06-30")})),
    ]
    for number, on, said in later:
        _say(w, f"ch/{number}", str(number), on, said)
    wording: Said = ("amend", _of(5, "1"), {"date_rule": "replacement"})
    begun: Said = ("commence", own(annexes=("1",), scope="annexes"), {"effective_on": "2025-07-01"})
    _say(w, "ch/19", "19", "2025-06-02", wording, begun, annexes=("1",))
    _say(w, "ch/25", "25", "2025-06-03", ("amend", _of(6, points=("4",)), {}))


def _of(number: int, *annexes: str, **values: Any) -> Any:
    named = {"annexes": annexes, "scope": "annexes"} if annexes else {"scope": "points"} if values else {}
    return act(str(number), "2025-02-03", **named, **values)


def _say(w: Warehouse, name: str, number: str, on: str, *said: Said, annexes: tuple[str, ...] = ()) -> None:
    def make(writer: Writer) -> list[Effect]:
        return [
            effect(
                writer,
                kind,
                affected,
                "4. Käskkiri kehtib kuni" if values.get("date_rule") == "expiry" else None,
                **values,
            )
            for kind, affected, values in said
        ]

    directive(w, name, number, on, *annexes, more=make, institution="Muutuste amet")

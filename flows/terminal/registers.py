"""Lay out the list of registers for a person, or for `cut` and `awk`: two blanks or more separate the columns."""

from __future__ import annotations

from collections.abc import Iterable

from flows.registers.find import RegisterConfig

HEADS = ("code", "authority", "platform", "robot check", "verified", "address")


def register_lines(registers: Iterable[RegisterConfig]) -> list[str]:
    """Return a line of heads, then one line per register in the list's order; nothing is cut off."""
    rows = [HEADS, *(_row(register) for register in registers)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    return ["  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def as_rows(registers: Iterable[RegisterConfig]) -> list[dict[str, str | bool | None]]:
    """Return the registers for JSON, in the list's order."""
    return [
        {
            "code": register.code,
            "authority": register.authority,
            "platform": register.platform,
            "has_robot_check": register.has_robot_check,
            "is_verified": register.is_verified,
            "base_url": register.base_url,
        }
        for register in registers
    ]


def _row(register: RegisterConfig) -> tuple[str, ...]:
    return (
        register.code,
        register.authority or "-",
        register.platform,
        "yes" if register.has_robot_check else "no",
        "yes" if register.is_verified else "no",
        register.base_url or "bundled",
    )

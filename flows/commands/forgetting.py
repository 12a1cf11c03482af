"""Define `kehtiv registers --forget`: remove a register from the data folder."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from flows.clock import Clock
from flows.commands.options import end_with, settings_of


def forget_one(register: str, data: Path | None, *, is_sure: bool) -> None:
    """Delete everything of a register, after asking at a terminal. Ends the command; raises ``UnknownRegister``."""
    from flows.forget import forget_register

    settings = settings_of(data)
    is_asked = not is_sure and sys.stdin.isatty() and sys.stderr.isatty()
    if is_asked and not typer.confirm(f"Delete everything of {register} from {settings.data}?", err=True):
        raise typer.Exit(1)
    end_with(forget_register(settings, Clock(), register), settings)

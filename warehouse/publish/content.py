"""Derive content that is not yet published into a file aside: in part where that is allowed, else whole."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb

from warehouse.connection import WORKING_NAME, Warehouse
from warehouse.durable import sync
from warehouse.memory import let_go_of_all
from warehouse.publish import derive
from warehouse.publish.files import KEPT, remove, remove_old
from warehouse.publish.partly.build import TooMuchChanged, build_part, digested
from warehouse.publish.partly.checking import find_differences
from warehouse.publish.partly.keeping import STEPS_NAME, Copied, copy_kept, steps_beside
from warehouse.publish.state import State

WHOLE_AFTER = timedelta(days=30)
"""How long after the last night that derived everything the next one does so."""


@dataclass(frozen=True)
class Content:
    """Derives content that is not yet published into the file ``building``, and its steps beside it."""

    w: Warehouse
    data_dir: Path
    building: Path
    state: State
    note: Callable[[str], None]
    alarm: Callable[[str], None]

    def build(self, last: Path | None, night: date | None) -> Copied | None:
        """Derive in part from the file ``last`` where that is allowed, else everything; return what was copied.

        ``None``: everything was derived. Where both ways are wanted, the file is derived whole, and each difference
        from one derived in part is an alarm.
        """
        if not derive.is_on_disk(self.w):
            return self._build(last, night)
        let_go_of_all(self.w.connection)
        copied = self._build(last, night)
        let_go_of_all(self.w.connection)
        return copied

    def _build(self, last: Path | None, night: date | None) -> Copied | None:
        is_compared = self.state.is_whole_wanted or _is_due(self.state.whole_published_on, night)
        part = self.building.with_name(f"{self.building.name}-part") if is_compared else self.building
        is_large = derive.is_large(self.w)
        copied = self._go_on(last, part) if last is not None and is_large else None
        if copied is not None and not is_compared:
            return copied
        if copied is None:
            remove(part)
        derive.build(self.w, self.building, ledgers_only=False, keep_steps=is_large)
        if copied is not None:
            for sentence in find_differences(self.building, part):
                self.alarm(sentence)
            remove(part)
        return None

    def _go_on(self, last: Path, part: Path) -> Copied | None:
        """Write ``part`` and its steps from what the last publish left; return what was copied, ``None`` on failure."""
        sums = self.state.published_checksums
        if sums is None:
            return None
        try:
            # The copy waits for the disk; meanwhile the digests use the processor.
            with ThreadPoolExecutor(2) as aside:
                copying = aside.submit(copy_kept, self.data_dir, last, sums, part)
                # Deleting two gigabytes takes a twentieth of a small night, so it goes on beside the copy. If deriving
                # in part fails, two files are left.
                removing = aside.submit(remove_old, self.data_dir, last, KEPT - 1)
                with digested(self.w):
                    copied = copying.result()
                    if copied is not None:
                        # The disk takes the copies while they are derived: at the end only changed blocks are left.
                        taking = [aside.submit(sync, path) for path in (part, steps_beside(part))]
                        build_part(self.w, part)
                        for taken in taking:
                            taken.result()
                removing.result()
        except TooMuchChanged:
            return None
        except duckdb.Error as error:  # a long night is better than none
            reason = str(error).partition(chr(10))[0]
            self.note(f"what changed could not be derived alone ({reason}): everything was")
            return None
        if copied is None:
            self.note(
                f"{last.name} or {STEPS_NAME} is not as it was published: everything was derived again from"
                f" {WORKING_NAME}"
            )
        return copied


def _is_due(last_whole: date | None, night: date | None) -> bool:
    return night is not None and (last_whole is None or night - last_whole >= WHOLE_AFTER)

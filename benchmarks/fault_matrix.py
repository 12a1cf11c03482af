"""Play every fault of the matrix at every place and count how many were survived.

    python -m benchmarks.fault_matrix

A fault is survived if the night reported what went wrong and where, and the next night ended with the warehouse of a
register that never had a fault. Exits with 1 if any fault was not survived.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from benchmarks.machine import describe_machine
from tests.flows.fault_matrix import Result, play_one_by_one, play_together


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        played = play_together(Path(folder) / "together") + play_one_by_one(Path(folder) / "one-by-one")
    by_kind: dict[str, list[Result]] = defaultdict(list)
    for result in played:
        by_kind[result.case.kind].append(result)
    for kind, results in by_kind.items():
        places = ", ".join(f"{one.case.place}{'' if one.trouble is None else ' FAILED'}" for one in results)
        print(f"{kind:18} {places}")
    lost = [result for result in played if result.trouble is not None]
    for result in lost:
        print(f"{result.case}: {result.trouble}")
    print(f"faults tried {len(played)}, survived {len(played) - len(lost)} ({describe_machine()})")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())

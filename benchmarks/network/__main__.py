"""Simulate nights over the whole network and print what they take, and what breaks first beyond it.

    python -m benchmarks.network [--write] [--machine-month EUR] [--core-hour EUR] [--gb-month EUR] …

The plan of a night, its searches, turns at a host, further attempts, order and shares of registers and re-checks are
kehtiv's own functions with kehtiv's own settings, driven by a clock that passes when they wait. Documents, hosts and
answers are invented by seed; ``benchmarks.network.inputs`` says what was measured and what is assumed. Equal inputs
give equal tables. With ``--write`` they replace those in docs/scale.md.
"""

from __future__ import annotations

import argparse
from dataclasses import fields

from benchmarks.network.figures import simulate
from benchmarks.network.inputs import Prices
from benchmarks.network.page import PAGE, filled, tables_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="replace the tables of docs/scale.md")
    for price in fields(Prices):
        parser.add_argument(f"--{price.name.replace('_', '-')}", type=float, default=price.default)
    given = vars(parser.parse_args())
    is_written = given.pop("write")
    tables = tables_of(simulate(), Prices(**given))
    print("\n\n".join(f"{name}\n{text}" for name, text in tables.items()))
    if is_written:
        PAGE.write_text(filled(PAGE.read_text("utf-8"), tables), "utf-8")


if __name__ == "__main__":
    main()

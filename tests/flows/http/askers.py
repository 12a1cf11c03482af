"""Processes of their own that ask one register at the same time: a proof that they take turns, by its own log."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

from flows.sample.server import SampleRegister
from tests.patience import PATIENCE_S

INTERVAL_S = 0.05
_ASK = """
import sys
from extractors.model.register import Request
from flows.http.client import PoliteClient
from flows.settings import Settings
with PoliteClient(Settings()) as client:
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(20):
        client.send(Request("GET", sys.argv[1]))
"""


def prove_turns(*environments: Mapping[str, str]) -> None:
    """Let a process for each of these environments ask at once: never two together, nor faster than one would."""
    with SampleRegister() as register:
        askers = [
            subprocess.Popen(
                [sys.executable, "-c", _ASK, register.base_url],
                env={**os.environ, "KEHTIV_REQUEST_INTERVAL_S": str(INTERVAL_S), **each},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for each in environments
        ]
        for asker in askers:
            assert asker.stdout is not None
            assert asker.stdout.readline() == "ready\n"
        # Each hears "go" before any is waited for: else they would ask one after another, whatever turns there are.
        for asker in askers:
            assert asker.stdin is not None
            asker.stdin.write("go\n")
            asker.stdin.flush()
        assert [asker.wait(PATIENCE_S) for asker in askers] == [0] * len(askers)
        for asker in askers:
            asker.communicate()
        log = register.log
    number_each = 21  # robots.txt too
    assert len(log) == len(askers) * number_each
    assert register.max_in_flight == 1
    # A request may be delayed on its way: from one that was delayed no longer than the last, the interval holds.
    apart = [(log[-1].at - one.at) / (len(log) - 1 - number) for number, one in enumerate(log[:number_each])]
    assert max(apart) >= 0.9 * INTERVAL_S

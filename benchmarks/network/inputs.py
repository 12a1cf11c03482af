"""State what the simulated network is made of: what was measured, what others counted, and what is assumed.

Everything that docs/scale.md shows follows from this file, the simulation and kehtiv's own settings. Whoever measures
anew (the commands are named beside the values) changes the values here and writes the page again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SEED = 1

# What others counted.
DOCUMENTS, PUBLIC = 642_000, 151_000
"""Documents of the 48 registers, and the public ones among them, as the aggregator's operators counted them."""
PUBLIC_BEHIND_CHECKS = 50_000
"""About as many of the public ones are in the registers behind a robot check, by the same operators. Restricted
documents are assumed to lie there in the same share."""
SINCE, COUNTED_ON = date(2019, 1, 1), date(2026, 11, 29)
"""The first day that kehtiv searches, and the day on which the simulated nights begin: all documents are assumed to
lie between, evenly over working days, and to go on coming at that rate."""

# What is assumed, for want of any count.
SPREAD = 1.2
"""How unequal the registers are: the standard deviation of the logarithm of their sizes. The biggest of 42 then holds
a ninth of their documents, the smallest six in ten thousand."""
FILES = {1: 70, 2: 20, 3: 10}
"""Files of a public document, in hundredths of documents. The bundled register has 37 over 27."""
FAILING = 0.002
"""Share of requests that fail once and are sent again."""
ANSWER_S, BYTES_A_SECOND = 0.25, 2_000_000
"""How long a host takes to answer, and how fast its bytes come."""
ANNEXES = 1
"""Annexes in a file, for what publishing takes: a job description each, the dearest kind."""


@dataclass(frozen=True)
class FormOfFile:
    """Files of one form: their share (assumed), and what was measured of one of them.

    ``kept`` is what its reading takes in the store; ``cpu_s`` what reading it takes, with OCR and effects.
    """

    name: str
    hundredths: int
    bytes: int
    kept: int
    pages: float
    cpu_s: float


FORMS = (
    FormOfFile("PDF", 40, 60_746, 39_251, 5.42, 0.122),
    FormOfFile("signed container", 30, 271_935, 146_461, 18.0, 0.910),
    FormOfFile("DOCX", 15, 39_978, 4_907, 1.0, 0.026),
    FormOfFile("scan", 10, 1_415_242, 18_217, 2.67, 3.953),
    FormOfFile("mail", 5, 67_980, 1_743, 1.0, 0.125),
)
"""``python -m benchmarks.network.originals`` over the originals that were at hand (annexes set again as PDF, DOCX and
scans, a real signed container, two real mails), 2026-11-29, 2 cores, Python 3.11.7."""

PAGE_BYTES, LISTING_BYTES, FORM_BYTES = 12_811, 17_786, 11_118
"""A document's page, a full page of results and a search form, as recorded from a real register."""

LOAD_CPU_S = 0.015
"""Processor seconds a document in the run itself (parsing, archive, warehouse), without reading its files: the first
night of ``python -m benchmarks.big_register``, 2026-11-29."""
WAREHOUSE_BYTES = (38_000, 15_000)
"""What the working file and the published one grow by with a file: ``kehtiv add`` of the 33 annexes set again as PDF,
once and six times (each copy other bytes), 2026-11-29."""
DISK_GB = 80
"""The disk of the machine that ``Prices`` speaks of."""
PUBLISH_CPU_S = ((10_000, 5.0), (50_000, 19.0), (200_000, 82.0))
"""Annexes, and processor seconds of a whole publish (``python -m benchmarks.as_of --annexes N --revocations N/2``,
2026-11-29)."""


@dataclass(frozen=True)
class Prices:
    """Unit prices without VAT, assumed in November 2026 after what clouds in Europe ask for. They decide nothing."""

    machine_month: float = 12.0
    """A machine with 2 cores, 4 GiB and 80 GB of disk."""
    core_hour: float = 0.04
    """A core for an hour, for reading on further machines."""
    gb_month: float = 0.022
    """A gigabyte kept for a month in a bucket."""
    thousand_puts: float = 0.005
    """A thousand objects written."""

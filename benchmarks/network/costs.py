"""Work out from simulated nights what the network takes: core-hours, bytes and money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.network.documents import mean_file
from benchmarks.network.inputs import (
    ANNEXES,
    FORMS,
    LISTING_BYTES,
    LOAD_CPU_S,
    PAGE_BYTES,
    WAREHOUSE_BYTES,
    Prices,
)
from benchmarks.network.publishing import publish_s
from benchmarks.network.register import Told

GB = 1_000_000_000
HOUR_S = 3600.0
DAYS_A_MONTH = 30.4


@dataclass(frozen=True)
class Held:
    """What is held of a network: documents, their files, and answers to searches."""

    documents: int
    files: int
    listings: int

    @property
    def annexes(self) -> int:
        return self.files * ANNEXES

    @property
    def archive_bytes(self) -> int:
        return self.files * mean_file().bytes + self.documents * PAGE_BYTES + self.listings * LISTING_BYTES

    @property
    def readings_bytes(self) -> int:
        return self.files * mean_file().kept

    @property
    def warehouse_bytes(self) -> int:
        """The working file, and three published ones."""
        working, published = WAREHOUSE_BYTES
        return round(self.files * (working + 3 * published))

    @property
    def objects(self) -> int:
        return 2 * self.files + self.documents + self.listings

    @property
    def reading_s(self) -> float:
        return self.files * mean_file().cpu_s

    @property
    def ocr_s(self) -> float:
        """The part of reading that goes into scans."""
        total = sum(form.hundredths for form in FORMS)
        return self.files * sum(form.hundredths * form.cpu_s for form in FORMS if form.name == "scan") / total

    @property
    def loading_s(self) -> float:
        return self.documents * LOAD_CPU_S

    @property
    def publish_s(self) -> float:
        """A whole publish of all that is held, in processor seconds."""
        return publish_s(self.annexes)


def held_after(nights: Sequence[Told]) -> Held:
    """Return what nights left behind."""
    return Held(
        sum(night.new for night in nights),
        sum(night.new_files for night in nights),
        sum(night.requests["search"] + night.requests["wanted"] for night in nights),
    )


@dataclass(frozen=True)
class Money:
    """What a way of keeping the network costs: once for the first nights, then a month."""

    once: float
    monthly: float


def on_one_machine(months: float, prices: Prices) -> Money:
    """Return what a machine costs that fetches, reads and keeps everything; its disk is in its price."""
    return Money(months * prices.machine_month, prices.machine_month)


def with_bucket(held: Held, months: float, monthly_objects: float, readers_h: float, prices: Prices) -> Money:
    """Return what it costs with archive and readings in a bucket, and further machines for the first reading."""
    kept = (held.archive_bytes + held.readings_bytes) / GB * prices.gb_month
    once = months * prices.machine_month + held.objects / 1000 * prices.thousand_puts + readers_h * prices.core_hour
    return Money(once, prices.machine_month + kept + monthly_objects / 1000 * prices.thousand_puts)

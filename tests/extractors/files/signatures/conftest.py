"""The one authority that these tests believe."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.files.signatures import SignatureReport, read_signatures
from extractors.files.signatures.certificates import Trust
from tests.extractors.files.signatures.authorities import ROOT
from tests.extractors.files.signatures.containers import FILES, Signing, container

Read = Callable[..., SignatureReport]
Change = Callable[[dict[str, bytes]], object]


@pytest.fixture(scope="session")
def trust() -> Trust:
    return Trust((ROOT.certificate,))


@pytest.fixture(scope="session")
def read(trust: Trust) -> Read:
    """Signs the usual files as asked and reads the signatures back. ``then`` may change the container in between."""

    def reading(
        how: Signing | None = None, then: Callable[[dict[str, bytes]], object] | None = None
    ) -> SignatureReport:
        entries = container(FILES, how)
        if then is not None:
            then(entries)
        return read_signatures(entries, "proov.asice", trust)

    return reading

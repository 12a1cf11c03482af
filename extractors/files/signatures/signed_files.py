"""Find the files of an ASiC or BDOC container by their references: percent-encoded paths (ETSI EN 319 162-1, A.4)."""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import unquote

from lxml import etree

from extractors.files.signatures.algorithms import digest
from extractors.files.signatures.elements import child_of, children_of
from extractors.files.signatures.levels import Unproven

# The names that ETSI EN 319 162-1, A.4 and the formats before it reserve, no others: by its ending alone any file could
# pass for one of them.
_METADATA = re.compile(
    r"META-INF/(?:manifest\.xml|[^/]*signatures?[^/]*\.(?:xml|p7[sm])|[^/]*timestamp[^/]*\.tst"
    r"|ASiC[^/]*manifest[^/]*\.xml|[^/]*evidencerecord[^/]*\.(?:xml|ers))",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"(?:\./+)*META-INF/", re.IGNORECASE)


def is_metadata(path: str) -> bool:
    """Return whether an entry is the container's own: its type, manifests, signatures, time stamps, evidence."""
    return path == "mimetype" or _METADATA.fullmatch(path) is not None


def is_hidden(path: str) -> bool:
    """Return whether an entry lies in META-INF and is not metadata: no viewer shows it, whoever put it there."""
    return _HIDDEN.match(path) is not None and not is_metadata(path)


class ArchiveFiles:
    """Path → bytes of a container's entries, looked up by the spelling of a signature's references."""

    def __init__(self, entries: Mapping[str, bytes]) -> None:
        self.entries = entries
        self._paths = {unicodedata.normalize("NFC", path): path for path in entries}
        self._digests: dict[tuple[str, str], bytes] = {}

    @property
    def data_paths(self) -> list[str]:
        """Return the files that signatures should cover: all but container metadata, also documents in META-INF."""
        return [path for path in self.entries if not is_metadata(path)]

    @property
    def hidden_paths(self) -> list[str]:
        """Return the files that lie beside the signatures, where no viewer shows them."""
        return [path for path in self.entries if is_hidden(path)]

    def check(self, reference: etree._Element, digest_address: str, expected: bytes) -> str | None:
        """Return the path whose bytes have the expected digest; ``None`` for a reference inside the signature file.

        Raises ``Unproven``: ``digest_mismatch`` naming the file, ``missing_member``, ``unknown_algorithm``.
        """
        uri = reference.get("URI")
        if not uri or uri.startswith("#"):
            return None
        path = self._find(uri)
        if path is None:
            raise Unproven("missing_member", f"the signed file {unquote(uri)[:120]} is not in the container")
        if children_of(child_of(reference, "Transforms"), "Transform"):
            raise Unproven(
                "unknown_algorithm", f"{path} is signed through a transform, which is not supported for files"
            )
        if not hmac.compare_digest(expected, self._digest(path, digest_address)):
            raise Unproven("digest_mismatch", f"digest mismatch: {path}")
        return path

    def _find(self, uri: str) -> str | None:
        # Percent-encoded UTF-8; older writers leave names unencoded. A plus sign is a plus sign.
        for name in (unquote(uri), uri):
            for spelled in (name, name.removeprefix("./"), name.removeprefix("/")):
                path = self._paths.get(unicodedata.normalize("NFC", spelled))
                if path is not None:
                    return path
        return None

    def _digest(self, path: str, address: str) -> bytes:
        """Return a file's digest, cached because several signatures mostly cover the same files."""
        if (path, address) not in self._digests:
            self._digests[path, address] = digest(address, self.entries[path])
        return self._digests[path, address]

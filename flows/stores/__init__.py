"""Keep files by name, in a folder or in a bucket: the ground on which the archive and the readings stand.

A name is a relative path such as ``objects/ab/ab12…``, the same in both places, so that a folder may be copied into a
bucket and back with any tool.
"""

from __future__ import annotations

from flows.stores.place import LineFiles, Place, StoreFailed

__all__ = ["LineFiles", "Place", "StoreFailed"]

"""Keep files by name, in a folder or in a bucket: the ground on which the archive and the readings stand.

A lake's bucket is proved by the same client, and the journal of rulings grows by the same durable writes.

A name is a relative path such as ``objects/ab/ab12…``, the same in both places, so that a folder may be copied into a
bucket and back with any tool.
"""

from __future__ import annotations

from flows.stores.place import LineFiles, Place, StoreFailed

__all__ = ["LineFiles", "Place", "StoreFailed"]

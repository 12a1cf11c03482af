"""Define the errors of the warehouse. Each message is for the person who can act on it.

WarehouseError
├── NoWarehouse            nothing has been published in this folder yet
├── WarehouseLocked        another process is writing to it
├── WarehouseTooNew        a newer kehtiv or a newer DuckDB wrote it
├── WarehouseUnwritable    the folder or the file cannot be written
├── WarehouseDamaged       the file is not a warehouse
├── RestrictedDocument     a caller offered content of a document that is not public
├── BadLake                a lake cannot be written where a person wants it
├── LakeTrouble            the place of a lake does not answer
└── QueryError             the query cannot be run
    ├── QueryRefused       the statement would do more than read
    └── QueryTooLarge      the answer needs more memory than there is for it
"""

from __future__ import annotations


class WarehouseError(Exception):
    """Base class of all errors of this package."""


class NoWarehouse(WarehouseError):
    """Nothing has been published in this data folder yet."""


class WarehouseLocked(WarehouseError):
    """Another process has the working file open."""


class WarehouseTooNew(WarehouseError):
    """A newer kehtiv or a newer DuckDB wrote the file."""


class WarehouseUnwritable(WarehouseError):
    """The data folder or the working file cannot be written."""


class WarehouseDamaged(WarehouseError):
    """The file is not a DuckDB database, or not one of kehtiv's."""


class RestrictedDocument(WarehouseError):
    """The document is not public, so its content must not be kept."""


class BadLake(WarehouseError):
    """A lake cannot be written where a person wants it: the place holds other things, or an extension is missing."""


class LakeTrouble(WarehouseError, OSError):
    """The disk, the server or the store of objects on which a lake lies does not do what it was asked."""


class QueryError(WarehouseError):
    """The query cannot be run: unknown name, missing parameter, or an error in its SQL."""


class QueryRefused(QueryError):
    """The statement would do more than read."""


class QueryTooLarge(QueryError):
    """The answer needs more memory than there is for it, with all that is asked at the same time."""

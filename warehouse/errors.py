"""What can go wrong with the warehouse; each message speaks to the person who can act.

WarehouseError
├── NoWarehouse            nothing was published in this folder yet
├── WarehouseLocked        another process writes to it
├── WarehouseTooNew        written by a newer kehtiv or a newer DuckDB
├── WarehouseUnwritable    the folder or the file cannot be written
├── WarehouseDamaged       the file is no warehouse
├── RestrictedDocument     content of a document that is not public was offered
└── QueryError             the question cannot be answered as it was put
    └── QueryRefused       it would do more than read
"""

from __future__ import annotations


class WarehouseError(Exception):
    """Base of all errors of this package."""


class NoWarehouse(WarehouseError):
    """Nothing was published in this data folder yet."""


class WarehouseLocked(WarehouseError):
    """Another process has the working file open."""


class WarehouseTooNew(WarehouseError):
    """The file was written by a newer version than this one."""


class WarehouseUnwritable(WarehouseError):
    """The data folder or the working file cannot be written."""


class WarehouseDamaged(WarehouseError):
    """The file is not a DuckDB database, or not one of ours."""


class RestrictedDocument(WarehouseError):
    """The document is not public: its content must not be kept."""


class QueryError(WarehouseError):
    """A query that cannot be run: unknown name, missing parameter, or an error in its SQL."""


class QueryRefused(QueryError):
    """A statement that does more than read."""

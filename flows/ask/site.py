"""Answer what the page and the API ask, over a warehouse that ``flows.ask.held`` lends for one request."""

from warehouse.ask.answer import Answer, Outcome
from warehouse.ask.asked import Asked, Row, Table, ask, ask_long, ask_page, in_force_page, run
from warehouse.ask.days import parse_day_argument
from warehouse.ask.dictionary import columns_of, list_macros, list_tables
from warehouse.ask.doubts import Doubt, NamedAct, find_doubt, list_doubts, name_acts
from warehouse.ask.evidence import EvidencePlace
from warehouse.ask.export import encode
from warehouse.ask.files import ReadFile, files_read
from warehouse.ask.holdings import (
    COMING_DAYS,
    Act,
    Annex,
    Described,
    Front,
    act,
    annex,
    described,
    find_authority,
    front,
    has_unit,
    ids_of_annexes,
)
from warehouse.ask.listed import Listed, list_acts, list_posts
from warehouse.ask.outcomes import find_answer
from warehouse.ask.paging import TablePage, table_page
from warehouse.ask.posts import Post, posts_named
from warehouse.ask.queries import QueryResult, ShippedQuery
from warehouse.ask.queries import list_queries as shipped_queries
from warehouse.connection import Warehouse
from warehouse.errors import NoWarehouse, QueryError, QueryTooLarge, WarehouseError

__all__ = [
    "COMING_DAYS",
    "Act",
    "Annex",
    "Answer",
    "Asked",
    "Described",
    "Doubt",
    "EvidencePlace",
    "Front",
    "Listed",
    "NamedAct",
    "NoWarehouse",
    "Outcome",
    "Post",
    "QueryError",
    "QueryResult",
    "QueryTooLarge",
    "ReadFile",
    "Row",
    "ShippedQuery",
    "Table",
    "TablePage",
    "Warehouse",
    "WarehouseError",
    "act",
    "annex",
    "ask",
    "ask_long",
    "ask_page",
    "columns_of",
    "described",
    "encode",
    "files_read",
    "find_answer",
    "find_authority",
    "find_doubt",
    "front",
    "has_unit",
    "ids_of_annexes",
    "in_force_page",
    "list_acts",
    "list_doubts",
    "list_macros",
    "list_posts",
    "list_tables",
    "name_acts",
    "parse_day_argument",
    "posts_named",
    "run",
    "shipped_queries",
    "table_page",
]

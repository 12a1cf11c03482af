"""Find the places of a module where one small change can be made, and make one of them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_OPERATOR: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_NONE = ast.Constant(value=None)
Edit = Callable[[], object]


@dataclass(frozen=True)
class Place:
    """The ``number``-th change of a module, counted from 0; ``line`` (from 1) and ``change`` are for people."""

    number: int
    line: int
    change: str


def places(tree: ast.Module) -> list[Place]:
    """Return every change that can be made in a module."""
    return [Place(number, line, change) for number, (line, change, _) in enumerate(_edits(tree))]


def apply(source: str, place: Place) -> str:
    """Return the module's source with one change. Comments and layout are lost."""
    tree = ast.parse(source)
    edits = list(_edits(tree))
    edits[place.number][2]()
    return ast.unparse(ast.fix_missing_locations(tree))


def _edits(tree: ast.Module) -> Iterator[tuple[int, str, Edit]]:
    for node in ast.walk(tree):
        for change, edit in _edits_of(node):
            yield getattr(node, "lineno", 0), f"{change} in: {ast.unparse(node)[:90]!r}", edit


def _edits_of(node: ast.AST) -> Iterator[tuple[str, Edit]]:
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in _OPPOSITE:
            other = _OPPOSITE[type(operator)]
            yield f"{type(operator).__name__} → {other.__name__}", lambda: _set(node, "ops", [other()])
        case ast.BoolOp(op=operator):
            swapped = ast.Or() if isinstance(operator, ast.And) else ast.And()
            yield "and ↔ or", lambda: _set(node, "op", swapped)
            for index in range(len(node.values)):
                yield f"part {index + 1} dropped", partial(node.values.pop, index)
        case ast.BinOp(op=operator) if type(operator) in _OPERATOR and not _is_type(node):
            swapped_operator = _OPERATOR[type(operator)]()
            yield f"{type(operator).__name__} swapped", lambda: _set(node, "op", swapped_operator)
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield "returns None", lambda: _set(node, "value", _NONE)
        case ast.If() | ast.IfExp() | ast.While():
            yield "condition turned", lambda: _set(node, "test", ast.UnaryOp(op=ast.Not(), operand=node.test))
        case ast.comprehension(ifs=[_, *_]):
            yield "filter dropped", lambda: _set(node, "ifs", [])
        case ast.Constant(value=bool() as value):
            yield f"{value} turned", lambda: _set(node, "value", not value)
        case ast.Constant(value=int() as number):
            yield f"{number} → {number + 1}", lambda: _set(node, "value", number + 1)
        case ast.Tuple(elts=items, ctx=ast.Load()) | ast.List(elts=items, ctx=ast.Load()) | ast.Set(elts=items):
            if len(items) > 1 and all(isinstance(item, ast.Constant) for item in items):
                for index in range(len(items)):
                    yield f"element {index + 1} dropped", partial(items.pop, index)
        case ast.Dict(keys=keys, values=values):
            for index in range(len(keys) if len(keys) > 1 else 0):
                yield f"entry {index + 1} dropped", partial(_drop_entry, keys, values, index)
        case ast.Expr(value=ast.Call()):
            yield "call dropped", lambda: _set(node, "value", _NONE)


def _drop_entry(keys: list[ast.expr | None], values: list[ast.expr], index: int) -> None:
    del keys[index], values[index]


def _set(node: ast.AST, field: str, value: object) -> None:
    setattr(node, field, value)


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _is_type(node: ast.BinOp) -> bool:
    """Return whether this is a union in an annotation: ``str | None``."""
    return isinstance(node.op, ast.BitOr) and isinstance(node.right, ast.Constant | ast.Name | ast.Subscript)

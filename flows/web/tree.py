"""Lay out who answers to whom as a tree, one post a row: pure geometry, drawn by the template as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ROW_HEIGHT = 40
BOX_HEIGHT = 30
BOX_WIDTH = 430
INDENT = 32
MARGIN = 6
DEEPEST = 12
"""How many levels are indented; deeper ones stand straight below each other."""
MOST_LETTERS = 50
"""Letters of a title that fit into its box."""


@dataclass(frozen=True)
class Node:
    """A post in its row, ``depth`` below the first level; boxes are in units of the drawing.

    ``annex_id`` describes the post; ``None``: a superior that is no held post, known by its words alone.
    ``is_outside``: no post of the unit. ``rows`` are the superiors that it names, as the query gave them;
    ``evidence_id`` is where a superior was named that is known by its words.
    """

    annex_id: str | None
    title: str
    unit: str | None
    staff_group: str | None
    is_outside: bool
    evidence_id: str | None
    rows: tuple[Mapping[str, Any], ...]
    depth: int
    x: int
    y: int

    @property
    def shown(self) -> str:
        """Return the title as it fits into the box."""
        return self.title if len(self.title) <= MOST_LETTERS else self.title[: MOST_LETTERS - 1].rstrip() + "…"


@dataclass(frozen=True)
class Tree:
    """Nodes from the top down, and lines between them as SVG paths.

    ``lines`` lead from the first superior that each post names, ``further_lines`` from the others. ``left_out`` is the
    number of nodes that are not drawn.
    """

    nodes: tuple[Node, ...]
    lines: tuple[str, ...]
    further_lines: tuple[str, ...]
    left_out: int
    width: int
    height: int


@dataclass
class _Post:
    """A node that is not placed yet: ``parents`` are keys, and it will stand below the first of them."""

    annex_id: str | None
    title: str
    unit: str | None
    staff_group: str | None
    is_outside: bool
    evidence_id: str | None
    rows: list[Mapping[str, Any]]
    parents: list[str]


def lay_out_tree(rows: Sequence[Mapping[str, Any]], most: int) -> Tree | None:
    """Return the drawing of the rows of the query ``reporting_tree``, of at most ``most`` nodes.

    A circle of posts that answer to one another begins at the first of them. ``None`` where there is no row.
    """
    posts = _gather(rows)
    order = _order(posts)
    if not order:
        return None
    drawn = order[:most]
    nodes = {key: _node(posts[key], row, depth) for row, (key, depth, _) in enumerate(drawn)}
    deepest = max(min(depth, DEEPEST) for _, depth, _ in drawn)
    right = MARGIN + deepest * INDENT + BOX_WIDTH
    further = [
        (nodes[parent], nodes[key])
        for key, _, above in drawn
        for parent in posts[key].parents
        if parent in nodes and parent not in (above, key)
    ]
    return Tree(
        nodes=tuple(nodes.values()),
        lines=tuple(_line(nodes[above], nodes[key]) for key, _, above in drawn if above is not None),
        further_lines=tuple(_around(above, below, right + INDENT // 2) for above, below in further),
        left_out=len(order) - len(drawn),
        width=right + (INDENT if further else MARGIN),
        height=len(drawn) * ROW_HEIGHT + MARGIN,
    )


def _gather(rows: Iterable[Mapping[str, Any]]) -> dict[str, _Post]:
    """Return posts and superiors by their keys, in the order of the rows."""
    posts: dict[str, _Post] = {}
    superiors: dict[str, _Post] = {}
    for row in rows:
        post = posts.setdefault(row["annex_id"], _post_of(row))
        if row["superior_words"] is None:
            continue
        post.rows.append(row)
        key = row["superior_annex_id"] or f"\0{row['superior_words'].casefold()}"
        if key not in post.parents:
            post.parents.append(key)
        superiors.setdefault(key, _superior_of(row))
    return {key: one for key, one in superiors.items() if key not in posts} | posts


def _post_of(row: Mapping[str, Any]) -> _Post:
    return _Post(
        annex_id=row["annex_id"],
        title=row["title"] or row["annex_id"],
        unit=row["unit"],
        staff_group=row["staff_group"],
        is_outside=False,
        evidence_id=None,
        rows=[],
        parents=[],
    )


def _superior_of(row: Mapping[str, Any]) -> _Post:
    return _Post(
        annex_id=row["superior_annex_id"],
        title=row["superior_title"] or row["superior_words"],
        unit=row["superior_unit"],
        staff_group=None,
        is_outside=True,
        evidence_id=row["evidence_id"],
        rows=[],
        parents=[],
    )


def _order(posts: Mapping[str, _Post]) -> list[tuple[str, int, str | None]]:
    """Return each key with its depth and the key above it, from the top down."""
    below: dict[str, list[str]] = {}
    for key, post in posts.items():
        if post.parents:
            below.setdefault(post.parents[0], []).append(key)
    order: list[tuple[str, int, str | None]] = []
    seen: set[str] = set()
    # After the roots come posts of circles, which no root leads to.
    for root in (*(key for key, post in posts.items() if not post.parents), *posts):
        waiting: list[tuple[str, int, str | None]] = [(root, 0, None)]
        while waiting:
            key, depth, above = waiting.pop()
            if key in seen:
                continue
            seen.add(key)
            order.append((key, depth, above))
            waiting += [(one, depth + 1, key) for one in reversed(below.get(key, []))]
    return order


def _node(post: _Post, row: int, depth: int) -> Node:
    return Node(
        annex_id=post.annex_id,
        title=post.title,
        unit=post.unit,
        staff_group=post.staff_group,
        is_outside=post.is_outside,
        evidence_id=post.evidence_id,
        rows=tuple(post.rows),
        depth=depth,
        x=MARGIN + min(depth, DEEPEST) * INDENT,
        y=MARGIN + row * ROW_HEIGHT,
    )


def _line(above: Node, below: Node) -> str:
    """Return the path from below the left end of a box to the middle of another's left side."""
    return f"M{above.x + INDENT // 2} {above.y + BOX_HEIGHT}V{below.y + BOX_HEIGHT // 2}H{below.x}"


def _around(above: Node, below: Node, right: int) -> str:
    """Return the path between two right sides, led around all boxes."""
    start, end = above.y + BOX_HEIGHT // 2, below.y + BOX_HEIGHT // 2
    return f"M{above.x + BOX_WIDTH} {start}H{right}V{end}H{below.x + BOX_WIDTH}"

"""Print the house by its imports: rooms, arrows between rooms, import depth, and every circle.

    python -m benchmarks.house [--arrows] [ROOT]

A room is a folder of a package, or a module at its top level. An arrow is an import from one room to another, counted
once. The depth is the number of rooms on the longest path of arrows. Imports inside functions and for types count.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

PACKAGES = ("flows", "warehouse", "extractors")

Arrows = dict[str, set[str]]
"""From each module or room to those that it imports."""


def module_name(root: Path, path: Path) -> str:
    """Return the dotted name of a module; a package bears the name of its folder."""
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def module_arrows(root: Path, package: str) -> Arrows:
    """Return the imports within one package, module by module."""
    paths = {module_name(root, path): path for path in sorted((root / package).rglob("*.py"))}
    return {name: {target for target in _imported(path, set(paths)) if target != name} for name, path in paths.items()}


def _imported(path: Path, known: set[str]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield from {whole, node.module} & known if whole not in known else {whole}
        elif isinstance(node, ast.Import):
            yield from {alias.name for alias in node.names} & known


def room_of(module: str) -> str:
    """Return the room of a module: the first two parts of its name."""
    return ".".join(module.split(".")[:2])


def room_arrows(modules: Arrows) -> Arrows:
    """Return the arrows between rooms; the package's own ``__init__`` is no room."""
    rooms: Arrows = {room_of(name): set() for name in modules if "." in name}
    for name, targets in modules.items():
        if "." in name:
            rooms[room_of(name)] |= {room_of(target) for target in targets if "." in target} - {room_of(name)}
    return rooms


def find_circles(arrows: Arrows) -> list[tuple[str, ...]]:
    """Return the groups of two and more that reach one another (Tarjan's strongly connected components)."""
    numbers: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: list[str] = []
    circles: list[tuple[str, ...]] = []

    def visit(name: str) -> None:
        numbers[name] = lowest[name] = len(numbers)
        waiting.append(name)
        for target in sorted(arrows[name]):
            if target not in numbers:
                visit(target)
                lowest[name] = min(lowest[name], lowest[target])
            elif target in waiting:
                lowest[name] = min(lowest[name], numbers[target])
        if lowest[name] == numbers[name]:
            group = waiting[waiting.index(name) :]
            del waiting[-len(group) :]
            if len(group) > 1:
                circles.append(tuple(sorted(group)))

    for name in sorted(arrows):
        if name not in numbers:
            visit(name)
    return circles


def depth_of(arrows: Arrows) -> int:
    """Return how many lie on the longest way along the arrows; a circle counts once."""
    circle_of = {name: circle for circle in find_circles(arrows) for name in circle}
    depths: dict[object, int] = {}

    def depth(name: str) -> int:
        group = circle_of.get(name, (name,))
        if group not in depths:
            below = {target for member in group for target in arrows[member]} - set(group)
            depths[group] = 1 + max((depth(target) for target in below), default=0)
        return depths[group]

    return max((depth(name) for name in arrows), default=0)


def describe(arrows: Mapping[str, set[str]]) -> str:
    """Return the figures of one graph in words."""
    graph = dict(arrows)
    circles = "; ".join(" – ".join(circle) for circle in find_circles(graph)) or "none"
    return f"{len(graph):4} · depth {depth_of(graph):2} · arrows {sum(map(len, graph.values())):4} · circles {circles}"


def main() -> None:
    arguments = [word for word in sys.argv[1:] if word != "--arrows"]
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[1]
    for package in PACKAGES:
        modules = module_arrows(root, package)
        rooms = room_arrows(modules)
        print(f"{package:10} modules {describe(modules)}\n{'':10} rooms   {describe(rooms)}")
        for room in sorted(rooms) if "--arrows" in sys.argv else ():
            print(f"  {room} → {', '.join(sorted(rooms[room])) or '—'}")


if __name__ == "__main__":
    main()

"""What DynamoDB charges for: capacity units of reads and writes, from the sizes of items as its manual gives them."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Item = Mapping[str, Mapping[str, Any]]
    Table = Mapping[str, Any]

READ_UNIT: Final = 4096
WRITE_UNIT: Final = 1024
EVENTUAL: Final = 0.5
TRANSACTIONAL: Final = 2
_NESTING: Final = 3  # bytes of a list or a map, whatever it holds, and one more for each element


@dataclass(frozen=True, kw_only=True)
class Index:
    """A secondary index: its own key, and all attributes it holds; None are all that the table has."""

    key: tuple[str, ...]
    holds: frozenset[str] | None

    def entry(self, item: Item | None) -> Item | None:
        """Return what the index holds of an item, or None when the item is not in it."""
        if item is None or not all(name in item for name in self.key):
            return None
        return {name: value for name, value in item.items() if self.holds is None or name in self.holds}


def indexes(table: Table) -> list[Index]:
    """Return the indexes of a table as DescribeTable tells of it."""
    own = [each["AttributeName"] for each in table["KeySchema"]]
    found = []
    for each in table.get("GlobalSecondaryIndexes", []):
        key, projection = tuple(one["AttributeName"] for one in each["KeySchema"]), each["Projection"]
        named = {*own, *key, *projection.get("NonKeyAttributes", [])}
        holds = None if projection["ProjectionType"] == "ALL" else frozenset(named)
        found.append(Index(key=key, holds=holds))
    return found


def read(items: Iterable[Item], *, consistent: bool) -> float:
    """Return the units of one read: a key that finds nothing costs as much as one that finds little."""
    return max(1, ceil(sum(map(size, items)) / READ_UNIT)) * (1 if consistent else EVENTUAL)


def write(before: Item | None, after: Item | None, of: Iterable[Index], *, transactional: bool) -> float:
    """Return the units of one write to a table and its indexes; the indexes follow a transaction, and are not in it."""
    units = _written(before, after) * (TRANSACTIONAL if transactional else 1)
    for index in of:
        old, new = index.entry(before), index.entry(after)
        if old == new:
            continue
        if old and new and any(old[name] != new[name] for name in index.key):
            units += _written(old, None) + _written(None, new)  # an entry is moved by deleting and putting it
        else:
            units += _written(old, new)
    return units


def size(item: Item) -> int:
    """Return the size of an item in bytes: names and values, in DynamoDB's own JSON."""
    return sum(len(name.encode()) + _size(value) for name, value in item.items())


def _size(value: Mapping[str, Any]) -> int:
    ((kind, content),) = value.items()
    if kind == "S":
        return len(content.encode())
    if kind == "N":
        return _digits(content)
    if kind == "M":
        return _NESTING + size(content) + len(content)
    if kind == "L":
        return _NESTING + sum(_size(each) + 1 for each in content)
    if kind in {"BOOL", "NULL"}:
        return 1
    raise NotImplementedError(kind)


def _digits(number: str) -> int:
    """Return the size of a number: a byte for each two significant digits, and one or two more."""
    digits = number.lstrip("-").replace(".", "").strip("0")
    return ceil(len(digits) / 2) + 1 + number.startswith("-")


def _written(before: Item | None, after: Item | None) -> int:
    return max(1, *(ceil(size(each or {}) / WRITE_UNIT) for each in (before, after)))

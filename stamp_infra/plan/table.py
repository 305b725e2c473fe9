"""A plan as rows for people, what endangers data on top."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stamp_infra.plan.change import Action
from stamp_infra.plan.plan import is_dangerous

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.plan.change import Change
    from stamp_infra.plan.plan import Plan

HEADINGS: Final = ("", "Resource", "Type", "What changes")
_WORDS: Final = {
    Action.CREATE: "create",
    Action.UPDATE: "update",
    Action.MAY_REPLACE: "may replace",
    Action.REPLACE: "REPLACE",
    Action.DELETE: "DELETE",
    Action.REFUSED: "IMPOSSIBLE",
}
_SHOWN: Final = 4
_MANY: Final = 5


@dataclass(frozen=True, kw_only=True)
class Row:
    """The four cells of a line; a dangerous one is red."""

    cells: tuple[str, str, str, str]
    dangerous: bool = False


def rows(plan: Plan) -> Iterator[Row]:
    """Yield a row per change; many creations of one stack are one row."""
    created = Counter(change.place for change in plan.changes if change.action is Action.CREATE)
    for change in plan.changes:
        if change.action is not Action.CREATE or created[change.place] <= _MANY:
            cells = (_WORDS[change.action], change.name, change.type, _what(change))
            yield Row(cells=cells, dangerous=is_dangerous(change))
    for place, number in created.items():
        if number > _MANY:
            yield Row(cells=("create", f"{place}/*" if place else "*", f"{number} resources", ""))


def summary(plan: Plan) -> str:
    """Return the counts in one line."""
    counts = Counter(change.action for change in plan.changes)
    parts = [f"{counts[action]} to {_WORDS[action].lower()}" for action in Action if counts[action]]
    return ", ".join(parts) or "nothing changes"


def _what(change: Change) -> str:
    shown = list(change.properties[:_SHOWN])
    if len(change.properties) > _SHOWN:
        shown.append(f"{len(change.properties) - _SHOWN} more")
    parts = [", ".join(shown), change.why, f"it holds {change.loses}" if change.loses else ""]
    return "; ".join(part for part in parts if part)

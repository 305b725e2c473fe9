"""CloudFormation's own change sets, of the root and of all that it nests, as changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stamp_infra.plan.change import Action, Change
from stamp_infra.plan.tree import NESTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def changes(described: Mapping[str, Iterable[Mapping[str, Any]]]) -> list[Change]:
    """Return the changes of change sets; `described` holds the `Changes` of DescribeChangeSet by place, "" the root."""
    return [
        change for place, rows in described.items() for row in rows for change in _change(place, row["ResourceChange"])
    ]


def _change(place: str, row: Mapping[str, Any]) -> Iterator[Change]:
    action = _action(row)
    if row["ResourceType"] == NESTED and action is Action.UPDATE:
        return
    properties = dict.fromkeys(
        str(detail["Target"].get("Name") or detail["Target"]["Attribute"]) for detail in row.get("Details", ())
    )
    yield Change(
        place=place,
        logical_id=row["LogicalResourceId"],
        type=row["ResourceType"],
        action=action,
        properties=tuple(properties),
    )


def _action(row: Mapping[str, Any]) -> Action:
    match row["Action"], row.get("Replacement"):
        case "Add" | "Import", _:
            return Action.CREATE
        case "Remove", _:
            return Action.DELETE
        case _, "True":
            return Action.REPLACE
        case ("Dynamic", _) | (_, "Conditional"):
            # A nested stack keeps its identity whatever its template and parameters become.
            return Action.UPDATE if row["ResourceType"] == NESTED else Action.MAY_REPLACE
    return Action.UPDATE


def certain(described: Mapping[str, Iterable[Mapping[str, Any]]]) -> set[tuple[str, str]]:
    """Return place and logical ID of what surely changes: more than "a value it refers to may be another one"."""
    return {
        (place, row["ResourceChange"]["LogicalResourceId"])
        for place, rows in described.items()
        for row in rows
        if row["ResourceChange"]["Action"] in {"Add", "Remove"}
        or any(detail.get("Evaluation") == "Static" for detail in row["ResourceChange"].get("Details", ()))
    }

"""What DynamoDB refuses to do to a table's indexes in one update, found before anything is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stamp_infra.rendered.model import Resource

_FIXED: Final = ("KeySchema", "Projection")


def refusals(before: Resource, after: Resource) -> Iterator[str]:
    """Yield why AWS would refuse the update of this table."""
    if before.type != after.type or after.type != "AWS::DynamoDB::Table":
        return
    old, new = _indexes(before), _indexes(after)
    made, dropped = sorted(new.keys() - old.keys()), sorted(old.keys() - new.keys())
    if len(made) + len(dropped) > 1:
        names = ", ".join([*made, *dropped])
        yield f"creates or deletes more than one index at once ({names}): deploy them one after the other"
    for name in sorted(old.keys() & new.keys()):
        changed = [key for key in _FIXED if old[name].get(key) != new[name].get(key)]
        if changed:
            yield f"changes {' and '.join(changed)} of index {name} under the same name: give the new one another name"


def _indexes(table: Resource) -> Mapping[str, Mapping[str, Any]]:
    found = table.properties.get("GlobalSecondaryIndexes")
    return {str(each.get("IndexName")): each for each in found if isinstance(each, dict)} if found else {}

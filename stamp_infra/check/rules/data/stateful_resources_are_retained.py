"""Nothing that holds people's data goes away with its stack or in a replacement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.values import is_unknown
from stamp_infra.core.stateful import HOLDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_SNAPSHOTS: Final = frozenset({"DocDB", "EC2", "Neptune", "RDS", "Redshift"})


def _find(resolved: Resolved) -> Iterator[Violation]:
    for resource in resolved.of_type(*HOLDS):
        kept = {"Retain"} | ({"Snapshot"} if resource.type.split("::")[1] in _SNAPSHOTS else set())
        for attribute in ("DeletionPolicy", "UpdateReplacePolicy"):
            value = resource.attributes.get(attribute)
            # RetainExceptOnCreate removes only what a failed creation made, which nobody has written to.
            also = kept | ({"RetainExceptOnCreate"} if attribute == "DeletionPolicy" else set())
            if not is_unknown(value) and str(value) not in also:
                what = f"has {attribute} {value}" if value else f"has no {attribute}"
                yield Violation(resource=resource, path=attribute, what=f"{what}, yet it holds {HOLDS[resource.type]}")


RULE: Final = Rule(
    name="StatefulResourcesAreRetained",
    why="A deleted stack, a removed line or a change that replaces the resource takes the data of everyone with it, "
    "and CloudFormation does not ask.",
    remedy="Set DeletionPolicy and UpdateReplacePolicy to Retain.",
    find=_find,
)

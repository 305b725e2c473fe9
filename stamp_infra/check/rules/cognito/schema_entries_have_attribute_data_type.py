"""Every attribute in a user pool's schema says its type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.cognito.pools import POOL
from stamp_infra.check.rules.values import dig, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for pool in resolved.of_type(POOL):
        for path, attribute in walk(pool.properties, "Schema.*"):
            if not dig(attribute, "AttributeDataType"):
                what = f"declares {dig(attribute, 'Name')} without its type"
                yield Violation(resource=pool, path=f"{path}.AttributeDataType", what=what)


RULE: Final = Rule(
    name="SchemaEntriesHaveAttributeDataType",
    why="The pool is created, but refuses every later update of its stack; the only way out is a new pool, without "
    "its users.",
    remedy="Write AttributeDataType on every entry, and declare no attribute that is not needed.",
    find=_find,
)

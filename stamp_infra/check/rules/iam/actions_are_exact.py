"""Every grant spells out its actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.policies import statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.check.rules.policies import Statement
    from stamp_infra.rendered.model import Resolved

_WILD: Final = frozenset("*?")


def _find(resolved: Resolved) -> Iterator[Violation]:
    for statement in statements(resolved):
        if not statement.allows or _is_root_of_key(statement):
            continue
        exact = statement.kind in {"identity", "trust"}
        # In a policy on a resource `kms:GenerateDataKey*` is AWS's own documented form; all of a service is not.
        broad = [a for a in statement.actions if (_WILD.intersection(a) if exact else a == "*" or a.endswith(":*"))]
        if broad:
            path = f"{statement.path}.Action"
            yield Violation(resource=statement.resource, path=path, what=f"allows {', '.join(broad)}")
        if "NotAction" in statement.body:
            path = f"{statement.path}.NotAction"
            yield Violation(resource=statement.resource, path=path, what="allows all actions but the ones it names")


def _is_root_of_key(statement: Statement) -> bool:
    """Tell whether this is the statement without which nobody could manage the key any more."""
    return (
        statement.kind == "key"
        and bool(statement.principals)
        and all(kind == "AWS" and one.endswith(":root") for kind, one in statement.principals)
    )


RULE: Final = Rule(
    name="ActionsAreExact",
    why="A wildcard also grants the actions that nobody had in mind, and every one that AWS adds later: a flaw in one "
    "function then reaches all of a service.",
    remedy="Name each action that the code calls. In a key policy kms:* is for the account's root principal alone.",
    find=_find,
)

"""A grant names the resources it is about, unless its actions know none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.iam.unscoped_actions import MADE_LATER, UNSCOPED
from stamp_infra.check.rules.lookup import flat
from stamp_infra.check.rules.policies import statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.check.rules.policies import Statement
    from stamp_infra.rendered.model import Resolved

_EVERY_ONE_OF_A_TYPE: Final = re.compile(r"\*.*|[a-z-]+[/:]\*")
_PARTS: Final = 6
_NAMES_BY_CONDITION: Final = ("aws:resourcetag/", "kms:resourcealiases")


def _find(resolved: Resolved) -> Iterator[Violation]:
    for statement in statements(resolved, "identity"):
        if not statement.allows or _is_named_by_condition(statement):
            continue
        if "NotResource" in statement.body:
            path = f"{statement.path}.NotResource"
            yield Violation(resource=statement.resource, path=path, what="allows all resources but the ones it names")
        scoped = [action for action in statement.actions if action.lower() not in UNSCOPED]
        for resource in statement.resources:
            if scoped and _is_everything(flat(resource)) and not resource.endswith(tuple(MADE_LATER)):
                what = f"allows {', '.join(scoped)} on {resource}"
                yield Violation(resource=statement.resource, path=f"{statement.path}.Resource", what=what)


def _is_named_by_condition(statement: Statement) -> bool:
    return any(
        condition.key.startswith(_NAMES_BY_CONDITION)
        and condition.operator in {"StringEquals", "ForAnyValue:StringEquals"}
        for condition in statement.conditions
    )


def _is_everything(resource: str) -> bool:
    """Tell whether it is `*`, or an ARN for all of a service or of a type in it: `table/*`, `function:*`."""
    parts = resource.split(":", _PARTS - 1)
    if parts[0] != "arn" or len(parts) < _PARTS:
        return resource == "*" or (parts[0] == "arn" and resource.endswith("*"))
    if parts[2] == "s3":  # what comes first is the bucket's name: `uploads/*` is the objects of one bucket
        return parts[-1].startswith("*")
    return bool(_EVERY_ONE_OF_A_TYPE.fullmatch(parts[-1]))


RULE: Final = Rule(
    name="ResourcesAreExact",
    why="A grant on * reaches every table, bucket and key of the account, also those of other applications.",
    remedy="Name the ARN. Only an action without resource types may have *: those are listed, each with its reason, "
    "in stamp_infra/check/rules/iam/unscoped_actions.py.",
    find=_find,
)

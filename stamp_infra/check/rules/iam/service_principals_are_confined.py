"""An AWS service is let in only on behalf of this account's own resources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.deliveries import EVENTS
from stamp_infra.check.rules.policies import statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.check.rules.policies import Statement
    from stamp_infra.rendered.model import Resolved

_SOURCES: Final = (
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceorgid",
    "aws:sourceorgpaths",
    "kms:calleraccount",
    "kms:encryptioncontext:",
    "kms:viaservice",
)
_COMPARES: Final = frozenset({"ArnEquals", "ArnLike", "StringEquals", "StringLike", "StringEqualsIgnoreCase"})


def _find(resolved: Resolved) -> Iterator[Violation]:
    for statement in statements(resolved, "resource", "key"):
        services = [one for kind, one in statement.principals if kind == "Service"]
        # EventBridge's calls to KMS carry no source, and AWS documents its topic policies without a condition.
        if statement.kind == "key" or statement.resource.type.startswith("AWS::SNS::"):
            services = [one for one in services if one != EVENTS]
        if statement.allows and services and not _is_confined(statement):
            what = f"lets {', '.join(services)} act for any account"
            yield Violation(resource=statement.resource, path=f"{statement.path}.Condition", what=what)


def _is_confined(statement: Statement) -> bool:
    return any(
        condition.key.startswith(_SOURCES) and condition.operator in _COMPARES and "*" not in condition.values
        for condition in statement.conditions
    )


RULE: Final = Rule(
    name="ServicePrincipalsAreConfined",
    why="The service acts for all of its customers: any of them can have it write into our bucket, topic or queue, or "
    "use our key (the confused deputy).",
    remedy="Add a condition on aws:SourceAccount (StringEquals) or aws:SourceArn (ArnLike).",
    find=_find,
)

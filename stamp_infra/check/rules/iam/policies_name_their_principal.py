"""No policy lets just anyone in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.policies import statements
from stamp_infra.check.rules.values import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.check.rules.policies import Statement
    from stamp_infra.rendered.model import Resolved

_NARROWS: Final = frozenset(
    {
        "aws:principalaccount",
        "aws:principalarn",
        "aws:principalorgid",
        "aws:sourceaccount",
        "aws:sourcearn",
        "aws:sourceowner",
        "aws:sourcevpc",
        "aws:sourcevpce",
        "kms:calleraccount",
    }
)


def _find(resolved: Resolved) -> Iterator[Violation]:
    for statement in statements(resolved):
        if statement.allows and _is_for_anyone(statement):
            path = f"{statement.path}.Principal"
            yield Violation(resource=statement.resource, path=path, what="lets anyone in (Principal *)")
        if statement.allows and "NotPrincipal" in statement.body:
            path = f"{statement.path}.NotPrincipal"
            yield Violation(resource=statement.resource, path=path, what="lets everyone in but the ones it names")
    for permission in resolved.of_type("AWS::Lambda::Permission"):
        anyone = text(permission.properties.get("Principal")) == "*"
        if anyone and not permission.properties.get("PrincipalOrgID"):
            yield Violation(resource=permission, path="Properties.Principal", what="lets anyone invoke the function")


def _is_for_anyone(statement: Statement) -> bool:
    # A bucket's policy is never for anyone: what is public goes through CloudFront.
    narrowed = statement.resource.type != "AWS::S3::BucketPolicy" and any(
        condition.key in _NARROWS and "*" not in condition.values and not condition.operator.endswith("IfExists")
        for condition in statement.conditions
    )
    return any(one == "*" and kind in {"*", "AWS"} for kind, one in statement.principals) and not narrowed


RULE: Final = Rule(
    name="PoliciesNameTheirPrincipal",
    why="Principal * is the whole internet: strangers read the bucket, fill the queue or use the key at our cost.",
    remedy="Name the account, role or service. For a topic or queue, a condition such as aws:SourceAccount does as "
    "well.",
    find=_find,
)

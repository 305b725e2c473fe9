"""A role for signed-in users is given by one identity pool, and to signed-in users alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.policies import statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_ISSUER: Final = "cognito-identity.amazonaws.com"


def _find(resolved: Resolved) -> Iterator[Violation]:
    for statement in statements(resolved, "trust"):
        if not statement.allows or ("Federated", _ISSUER) not in statement.principals:
            continue
        pools = [
            value
            for condition in statement.conditions
            if condition.key == f"{_ISSUER}:aud" and condition.operator == "StringEquals"
            for value in condition.values
        ]
        path = f"{statement.path}.Condition"
        if not pools or any("*" in pool for pool in pools):
            what = "is given by any identity pool of any account"
            yield Violation(resource=statement.resource, path=path, what=what)
        if not any(c.key == f"{_ISSUER}:amr" and c.values == ("authenticated",) for c in statement.conditions):
            what = "is given also to those who did not sign in"
            yield Violation(resource=statement.resource, path=path, what=what)


RULE: Final = Rule(
    name="IdentityPoolTrustIsPinned",
    why="Anyone can make an identity pool in their own account: a role that does not name its pool is theirs as well.",
    remedy="Add the conditions StringEquals cognito-identity.amazonaws.com:aud with the pool, and "
    "ForAnyValue:StringLike cognito-identity.amazonaws.com:amr with authenticated.",
    find=_find,
)

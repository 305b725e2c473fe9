"""Only Lambda can take the role of a function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.grants import function_roles, unique
from stamp_infra.check.rules.policies import statements_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_LAMBDA: Final = ("Service", "lambda.amazonaws.com")


def _find(resolved: Resolved) -> Iterator[Violation]:
    for role in unique([role for _, role in function_roles(resolved)]):
        for statement in statements_of(role):
            others = [f"{kind} {one}" for kind, one in statement.principals if (kind, one) != _LAMBDA]
            if statement.kind == "trust" and statement.allows and others:
                what = f"is a function's role, yet can be assumed by {', '.join(others)}"
                yield Violation(resource=role, path=f"{statement.path}.Principal", what=what)


RULE: Final = Rule(
    name="FunctionRoleTrustsLambdaAlone",
    why="Whoever else may assume the role acts as the function, past all of its code's checks.",
    remedy="Let AssumeRolePolicyDocument name the service lambda.amazonaws.com and nothing else.",
    find=_find,
)

"""Where the app makes the accounts, nobody makes one past it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.cognito.pools import POOL, has_own_challenge
from stamp_infra.check.rules.values import dig, is_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for pool in resolved.of_type(POOL):
        closed = is_on(dig(pool.properties, "AdminCreateUserConfig", "AllowAdminCreateUserOnly"))
        if has_own_challenge(pool) and not closed:
            path = "Properties.AdminCreateUserConfig.AllowAdminCreateUserOnly"
            yield Violation(resource=pool, path=path, what="lets anyone sign up under any name")


RULE: Final = Rule(
    name="UserPoolRefusesSelfSignUp",
    why="A stranger who knows the client id takes another person's user name before they come, and fills the pool.",
    remedy="Set AdminCreateUserConfig.AllowAdminCreateUserOnly to true and create users from the login function.",
    find=_find,
)

"""An identity pool gives credentials only to those who signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.values import is_on, is_unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for pool in resolved.of_type("AWS::Cognito::IdentityPool"):
        for key in ("AllowUnauthenticatedIdentities", "AllowClassicFlow"):
            value = pool.properties.get(key)
            if is_on(value) and not is_unknown(value):
                yield Violation(resource=pool, path=f"Properties.{key}", what=f"sets {key}")


RULE: Final = Rule(
    name="IdentityPoolRefusesGuests",
    why="Anyone who knows the pool's id, which is in every page, gets AWS credentials of the account.",
    remedy="Set AllowUnauthenticatedIdentities to false and leave AllowClassicFlow out.",
    find=_find,
)

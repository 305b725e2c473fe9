"""Which user pools sign people in by a challenge of their own, and so want no password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rules.values import dig

if TYPE_CHECKING:
    from stamp_infra.rendered.model import Resource

POOL: Final = "AWS::Cognito::UserPool"
CLIENT: Final = "AWS::Cognito::UserPoolClient"


def has_own_challenge(pool: Resource) -> bool:
    """Tell whether the pool's triggers make the challenge (custom authentication)."""
    return bool(dig(pool.properties, "LambdaConfig", "CreateAuthChallenge"))

"""Where people sign in without a password, no password signs anybody in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.cognito.pools import CLIENT, POOL, has_own_challenge
from stamp_infra.check.rules.lookup import resource_at
from stamp_infra.check.rules.values import is_intrinsic, strings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved, Resource

# Cognito's choice for a client that makes none.
_DEFAULT: Final = ("ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH")
_SENDS_PASSWORD: Final = frozenset(
    {"ADMIN_NO_SRP_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"}
)
_PROVES_PASSWORD: Final = frozenset({"ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH"})


def _find(resolved: Resolved) -> Iterator[Violation]:
    for client in resolved.of_type(CLIENT):
        value = client.properties.get("ExplicitAuthFlows")
        flows = () if is_intrinsic(value) else strings(value) or _DEFAULT
        refused = _SENDS_PASSWORD | (_PROVES_PASSWORD if _needs_none(resolved, client) else frozenset())
        found = [flow for flow in flows if flow in refused]
        if found:
            what = f"allows {', '.join(found)}{'' if value else ', the default'}"
            yield Violation(resource=client, path="Properties.ExplicitAuthFlows", what=what)


def _needs_none(resolved: Resolved, client: Resource) -> bool:
    pool = resource_at(resolved, client.properties.get("UserPoolId"), POOL)
    return pool is not None and has_own_challenge(pool)


RULE: Final = Rule(
    name="ClientAllowsNoPassword",
    why="A password that passes through us can be guessed, reused or leaked; where a challenge signs people in, it is "
    "a second door that nobody watches.",
    remedy="Set ExplicitAuthFlows to ALLOW_CUSTOM_AUTH and ALLOW_REFRESH_TOKEN_AUTH; a pool with passwords uses "
    "ALLOW_USER_SRP_AUTH, which never sends them.",
    find=_find,
)

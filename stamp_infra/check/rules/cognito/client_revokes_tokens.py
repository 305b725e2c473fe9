"""Signing out ends a session for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.cognito.pools import CLIENT
from stamp_infra.check.rules.values import is_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for client in resolved.of_type(CLIENT):
        if not is_on(client.properties.get("EnableTokenRevocation")):
            path = "Properties.EnableTokenRevocation"
            yield Violation(resource=client, path=path, what="does not state that tokens can be revoked")


RULE: Final = Rule(
    name="ClientRevokesTokens",
    why="A stolen refresh token works until it runs out, whatever its owner does.",
    remedy="Set EnableTokenRevocation to true.",
    find=_find,
)

"""No token is handed over in a URL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.cognito.pools import CLIENT
from stamp_infra.check.rules.values import strings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for client in resolved.of_type(CLIENT):
        if "implicit" in strings(client.properties.get("AllowedOAuthFlows")):
            yield Violation(resource=client, path="Properties.AllowedOAuthFlows", what="allows the implicit flow")


RULE: Final = Rule(
    name="ClientUsesNoImplicitFlow",
    why="The implicit flow puts tokens into the address bar: they stay in histories and logs, and whoever reads one "
    "is the user.",
    remedy="Use the code flow with PKCE, or no OAuth flow at all.",
    find=_find,
)

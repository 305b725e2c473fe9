"""An error that API Gateway answers keeps its own status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.apigateway.rest_api import gateway_replies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for reply in gateway_replies(resolved):
        if reply.type in {"DEFAULT_4XX", "DEFAULT_5XX"} and reply.status is not None:
            what = f"{reply.type} sets StatusCode {reply.status}"
            yield Violation(resource=reply.resource, path=f"{reply.path}.StatusCode", what=what)


RULE: Final = Rule(
    name="GatewayResponsesKeepTheStatus",
    why="A StatusCode on DEFAULT_4XX or DEFAULT_5XX rewrites every error of its class: an expired token, a throttled "
    "call and a missing path all look the same to the client.",
    remedy="Leave StatusCode out of the gateway response.",
    find=_find,
)

"""All of an API names the same origin: every preflight and every gateway response."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.apigateway.api_model import GatewayReply, Route
from stamp_infra.check.rules.apigateway.cors_origins_are_bare_https import ORIGIN
from stamp_infra.check.rules.apigateway.rest_api import gateway_replies, routes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved, Resource


def _find(resolved: Resolved) -> Iterator[Violation]:
    sent: dict[str, list[tuple[Resource, str, str]]] = {}
    for reply in chain[Route | GatewayReply](routes(resolved), gateway_replies(resolved)):
        if (header := reply.headers.get(ORIGIN)) is not None:
            sent.setdefault(reply.api, []).append((reply.resource, header.path, str(header.value)))
    for headers in sent.values():
        usual = Counter(value for _, _, value in headers).most_common(1)[0][0]
        for resource, path, value in headers:
            if value != usual:
                what = f"sends the origin {value}, the rest of the API {usual}"
                yield Violation(resource=resource, path=path, what=what)


RULE: Final = Rule(
    name="ApiAnswersOneOrigin",
    why="API Gateway sends one origin: where it differs from the page's own, that call alone fails, and only in a "
    "browser.",
    remedy="Give every OPTIONS method and both gateway responses the environment's origin from one place.",
    find=_find,
)

"""What API Gateway answers itself (401, 403, 429, 5xx) a page can read as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.apigateway.rest_api import API, gateway_replies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_TYPES: Final = ("DEFAULT_4XX", "DEFAULT_5XX")
_HEADERS: Final = ("Access-Control-Allow-Origin", "Access-Control-Allow-Headers")


def _find(resolved: Resolved) -> Iterator[Violation]:
    replies = list(gateway_replies(resolved))
    for api in resolved.of_type(API):
        if "BodyS3Location" in api.properties:  # described in a file that is not here
            continue
        present = {reply.type for reply in replies if reply.api == api.ref()}
        for kind in _TYPES:
            if kind not in present:
                yield Violation(resource=api, path="Properties", what=f"has no gateway response {kind}")
    for reply in replies:
        for name in _HEADERS:
            if reply.type in _TYPES and name.lower() not in reply.headers:
                path = f"{reply.path}.ResponseParameters"
                yield Violation(resource=reply.resource, path=path, what=f"{reply.type} is sent without {name}")


RULE: Final = Rule(
    name="GatewayResponsesCarryCorsHeaders",
    why="API Gateway itself answers 401, 403, 413, 429 and 5xx: without CORS headers the browser hides them, and a "
    "user whose token ran out sees a network error instead of the login.",
    remedy="Give the API an AWS::ApiGateway::GatewayResponse DEFAULT_4XX and DEFAULT_5XX with ResponseParameters "
    "gatewayresponse.header.Access-Control-Allow-Origin and -Headers.",
    find=_find,
)

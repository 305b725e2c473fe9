"""The methods and gateway responses of a REST API that is described as OpenAPI, as SAM describes its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from stamp_infra.check.rules.apigateway.api_model import GatewayReply, Route, named_headers
from stamp_infra.check.rules.values import dig, items, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resource

_ANY: Final = "x-amazon-apigateway-any-method"
_VERBS: Final = ("get", "put", "post", "delete", "options", "head", "patch", _ANY)
_INTEGRATION: Final = "x-amazon-apigateway-integration"
_GATEWAY_RESPONSES: Final = "x-amazon-apigateway-gateway-responses"


def described_routes(api: Resource) -> Iterator[Route]:
    """Yield every operation of the API's Body."""
    body = api.properties.get("Body")
    for url, operations in mapping(dig(body, "paths")).items():
        for verb, operation in mapping(operations).items():
            if verb in _VERBS:
                yield _route(api, str(url), verb, operation)


def described_replies(api: Resource) -> Iterator[GatewayReply]:
    """Yield every gateway response of the API's Body."""
    for kind, reply in mapping(dig(api.properties, "Body", _GATEWAY_RESPONSES)).items():
        path = f"Properties.Body.{_GATEWAY_RESPONSES}.{kind}"
        yield GatewayReply(
            api=api.ref(),
            type=str(kind),
            resource=api,
            path=path,
            status=dig(reply, "statusCode"),
            headers=dict(named_headers(dig(reply, "responseParameters"), f"{path}.responseParameters")),
        )


def _route(api: Resource, url: str, verb: str, operation: Any) -> Route:
    path = f"Properties.Body.paths.{url}.{verb}"
    integration = mapping(dig(operation, _INTEGRATION))
    secured = operation if "security" in mapping(operation) else api.properties.get("Body")
    return Route(
        api=api.ref(),
        url=url,
        verb="ANY" if verb == _ANY else verb.upper(),
        resource=api,
        path=path,
        anonymous=all(not mapping(s) or "NONE" in mapping(s) for s in items(dig(secured, "security"))),
        integration=integration,
        responses=tuple(
            (f"{path}.{_INTEGRATION}.responses.{key}.responseParameters", mapping(dig(reply, "responseParameters")))
            for key, reply in mapping(integration.get("responses")).items()
        ),
        declared_headers=frozenset(
            str(name).lower()
            for reply in mapping(dig(operation, "responses")).values()
            for name in mapping(dig(reply, "headers"))
        ),
    )

"""A REST API's methods and gateway responses read the same, declared resource by resource or as OpenAPI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rules.apigateway.api_model import GatewayReply, Route, named_headers
from stamp_infra.check.rules.apigateway.openapi import described_replies, described_routes
from stamp_infra.check.rules.lookup import resource_at
from stamp_infra.check.rules.values import dig, items, mapping, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved, Resource

API: Final = "AWS::ApiGateway::RestApi"
METHOD: Final = "AWS::ApiGateway::Method"
_PARAMETERS: Final = "ResponseParameters"
_RESPONSES: Final = "Properties.Integration.IntegrationResponses"
_DEEPEST: Final = 20


def routes(resolved: Resolved) -> Iterator[Route]:
    """Yield every method of every REST API."""
    for method in resolved.of_type(METHOD):
        yield _route(resolved, method)
    for api in resolved.of_type(API):
        yield from described_routes(api)


def gateway_replies(resolved: Resolved) -> Iterator[GatewayReply]:
    """Yield every gateway response of every REST API."""
    for reply in resolved.of_type("AWS::ApiGateway::GatewayResponse"):
        yield GatewayReply(
            api=_id(reply.properties.get("RestApiId")),
            type=text(reply.properties.get("ResponseType")),
            resource=reply,
            path="Properties",
            status=reply.properties.get("StatusCode"),
            headers=dict(named_headers(reply.properties.get(_PARAMETERS), f"Properties.{_PARAMETERS}")),
        )
    for api in resolved.of_type(API):
        yield from described_replies(api)


def _route(resolved: Resolved, method: Resource) -> Route:
    properties = method.properties
    integration = mapping(properties.get("Integration"))
    return Route(
        api=_id(properties.get("RestApiId")),
        url=_url(resolved, properties.get("ResourceId")),
        verb=str(properties.get("HttpMethod")).upper(),
        resource=method,
        path="Properties",
        anonymous=properties.get("AuthorizationType", "NONE") == "NONE",
        integration=integration,
        responses=tuple(
            (f"{_RESPONSES}.{position}.{_PARAMETERS}", mapping(dig(reply, _PARAMETERS)))
            for position, reply in enumerate(items(integration.get("IntegrationResponses")))
        ),
        declared_headers=frozenset(
            name
            for reply in items(properties.get("MethodResponses"))
            for name, _ in named_headers(dig(reply, _PARAMETERS), "")
        ),
    )


def _id(value: object) -> str:
    return text(value) or repr(value)


def _url(resolved: Resolved, value: object) -> str:
    parts: list[str] = []
    for _ in range(_DEEPEST):  # a wrong template may lead in a circle
        resource = resource_at(resolved, value, "AWS::ApiGateway::Resource")
        if resource is None:
            break
        parts.insert(0, str(resource.properties.get("PathPart")))
        value = resource.properties.get("ParentId")
    at_root = text(value).endswith(".RootResourceId>")
    return "/" + "/".join(parts) if parts or at_root else _id(value)

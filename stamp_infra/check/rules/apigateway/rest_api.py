"""A REST API's methods and gateway responses read the same, declared resource by resource or as OpenAPI."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.check.rules.lookup import resource_at
from stamp_infra.check.rules.values import dig, items, mapping, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stamp_infra.rendered.model import Resolved, Resource

API: Final = "AWS::ApiGateway::RestApi"
METHOD: Final = "AWS::ApiGateway::Method"
_VERBS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "x-amazon-apigateway-any-method")
_INTEGRATION: Final = "x-amazon-apigateway-integration"
_PARAMETERS: Final = "ResponseParameters"
_GATEWAY_RESPONSES: Final = "x-amazon-apigateway-gateway-responses"


@dataclass(frozen=True, kw_only=True)
class Header:
    """A header's value as API Gateway sends it: the mapping expression, `'https://example.com'` with its quotes."""

    path: str
    value: Any


@dataclass(frozen=True, kw_only=True)
class Route:
    """One method of one path: `resource` is where it is declared, `path` where in it."""

    api: str
    url: str
    verb: str
    resource: Resource
    path: str
    anonymous: bool
    integration: Mapping[str, Any]
    responses: tuple[tuple[str, Mapping[str, Any]], ...]
    """The integration's responses: each one's path, and its header mappings."""
    declared_headers: frozenset[str]
    """The headers that the method's own responses declare, in small letters."""

    @property
    def headers(self) -> dict[str, Header]:
        """The headers of its integration's responses by name in small letters."""
        return {name: header for path, mappings in self.responses for name, header in named_headers(mappings, path)}


@dataclass(frozen=True, kw_only=True)
class GatewayReply:
    """What API Gateway answers itself for one response type, such as DEFAULT_4XX."""

    api: str
    type: str
    resource: Resource
    path: str
    status: Any
    headers: Mapping[str, Header]


def api_of(value: object) -> str:
    """Return what identifies the API that a `RestApiId` means."""
    return text(value) or repr(value)


def named_headers(mappings: object, path: str) -> Iterator[tuple[str, Header]]:
    """Yield the response headers among parameter mappings, `method.response.header.X: "'value'"`."""
    for key, value in mapping(mappings).items():
        _, found, name = str(key).partition("header.")
        if found:
            yield name.lower(), Header(path=f"{path}.{key}", value=value)


def routes(resolved: Resolved) -> Iterator[Route]:
    """Yield every method of every REST API."""
    for method in resolved.of_type(METHOD):
        properties = method.properties
        integration = mapping(properties.get("Integration"))
        yield Route(
            api=api_of(properties.get("RestApiId")),
            url=_url(resolved, properties.get("ResourceId")),
            verb=str(properties.get("HttpMethod")).upper(),
            resource=method,
            path="Properties",
            anonymous=properties.get("AuthorizationType", "NONE") == "NONE",
            integration=integration,
            responses=tuple(
                (f"Properties.Integration.IntegrationResponses.{i}.ResponseParameters", mapping(dig(r, _PARAMETERS)))
                for i, r in enumerate(items(integration.get("IntegrationResponses")))
            ),
            declared_headers=frozenset(
                name
                for response in items(properties.get("MethodResponses"))
                for name, _ in named_headers(dig(response, _PARAMETERS), "")
            ),
        )
    for api in resolved.of_type(API):
        yield from _described(api)


def gateway_replies(resolved: Resolved) -> Iterator[GatewayReply]:
    """Yield every gateway response of every REST API."""
    for reply in resolved.of_type("AWS::ApiGateway::GatewayResponse"):
        yield GatewayReply(
            api=api_of(reply.properties.get("RestApiId")),
            type=text(reply.properties.get("ResponseType")),
            resource=reply,
            path="Properties",
            status=reply.properties.get("StatusCode"),
            headers=dict(named_headers(reply.properties.get(_PARAMETERS), f"Properties.{_PARAMETERS}")),
        )
    for api in resolved.of_type(API):
        for kind, reply_body in mapping(dig(api.properties, "Body", _GATEWAY_RESPONSES)).items():
            path = f"Properties.Body.{_GATEWAY_RESPONSES}.{kind}"
            yield GatewayReply(
                api=api.ref(),
                type=str(kind),
                resource=api,
                path=path,
                status=dig(reply_body, "statusCode"),
                headers=dict(named_headers(dig(reply_body, "responseParameters"), f"{path}.responseParameters")),
            )


def _url(resolved: Resolved, value: object) -> str:
    parts: list[str] = []
    for _ in range(20):  # a path of a hundred parts would be a circle
        resource = resource_at(resolved, value, "AWS::ApiGateway::Resource")
        if resource is None:
            break
        parts.append(str(resource.properties.get("PathPart")))
        value = resource.properties.get("ParentId")
    if not parts and not text(value).endswith(".RootResourceId>"):
        return text(value) or repr(value)
    return "/" + "/".join(reversed(parts))


def _described(api: Resource) -> Iterator[Route]:
    body = api.properties.get("Body")
    for url, operations in mapping(dig(body, "paths")).items():
        for verb, operation in mapping(operations).items():
            if verb not in _VERBS:
                continue
            path = f"Properties.Body.paths.{url}.{verb}"
            integration = mapping(dig(operation, _INTEGRATION))
            schemes = items(dig(operation, "security") if "security" in mapping(operation) else dig(body, "security"))
            yield Route(
                api=api.ref(),
                url=str(url),
                verb=verb.upper() if verb != _VERBS[-1] else "ANY",
                resource=api,
                path=path,
                anonymous=all(not mapping(scheme) or "NONE" in mapping(scheme) for scheme in schemes),
                integration=integration,
                responses=tuple(
                    (f"{path}.{_INTEGRATION}.responses.{key}.responseParameters", mapping(dig(r, "responseParameters")))
                    for key, r in mapping(integration.get("responses")).items()
                ),
                declared_headers=frozenset(
                    str(name).lower()
                    for response in mapping(dig(operation, "responses")).values()
                    for name in mapping(dig(response, "headers"))
                ),
            )

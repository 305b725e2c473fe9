"""Every path that has a method answers OPTIONS, and asks no one who they are for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.apigateway.rest_api import routes
from stamp_infra.check.rules.values import is_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.check.rules.apigateway.api_model import Route
    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    paths: dict[tuple[str, str], list[Route]] = {}
    for route in routes(resolved):
        paths.setdefault((route.api, route.url), []).append(route)
    for here in paths.values():
        preflight = next((route for route in here if route.verb == "OPTIONS"), None)
        preflight = preflight or next((route for route in here if route.verb == "ANY"), None)
        if preflight is None:
            first = here[0]
            yield Violation(resource=first.resource, path=first.path, what=f"{first.url} answers no OPTIONS request")
            continue
        if not preflight.anonymous:
            yield Violation(
                resource=preflight.resource,
                path=f"{preflight.path}.{'AuthorizationType' if preflight.path == 'Properties' else 'security'}",
                what=f"OPTIONS {preflight.url} is answered only to authorized callers",
            )
        if preflight.path == "Properties" and is_on(preflight.resource.properties.get("ApiKeyRequired")):
            yield Violation(
                resource=preflight.resource,
                path="Properties.ApiKeyRequired",
                what=f"OPTIONS {preflight.url} is answered only to callers with an API key",
            )


RULE: Final = Rule(
    name="CorsPreflightIsAnonymous",
    why="A browser sends its preflight without credentials, so that no page can call a path that wants them for "
    "OPTIONS.",
    remedy="Give the resource an OPTIONS method with AuthorizationType NONE and no API key; with AWS::Serverless::Api "
    "set Auth.AddDefaultAuthorizerToCorsPreflight to false.",
    find=_find,
)

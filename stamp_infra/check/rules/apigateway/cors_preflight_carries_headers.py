"""The answer to OPTIONS allows the origin, the headers and the methods that the page is about to use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.apigateway.rest_api import routes
from stamp_infra.check.rules.values import is_unknown, mapping, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.check.rules.apigateway.api_model import Route
    from stamp_infra.rendered.model import Resolved

_HEADERS: Final = ("Access-Control-Allow-Origin", "Access-Control-Allow-Headers", "Access-Control-Allow-Methods")


def _find(resolved: Resolved) -> Iterator[Violation]:
    every = list(routes(resolved))
    for route in every:
        if route.verb != "OPTIONS" or text(route.integration.get("Type", route.integration.get("type"))).lower() in {
            "aws_proxy",  # there the function answers, and what it says stands in no template
            "http_proxy",
        }:
            continue
        verbs = {other.verb for other in every if (other.api, other.url) == (route.api, route.url)}
        for where, what in _faults(route, verbs - {"OPTIONS", "HEAD", "ANY"}):
            yield Violation(resource=route.resource, path=where, what=f"OPTIONS {route.url} {what}")


def _faults(route: Route, verbs: set[str]) -> Iterator[tuple[str, str]]:
    place = route.responses[0][0] if route.responses else f"{route.path}.Integration"
    for name in _HEADERS:
        header = route.headers.get(name.lower())
        if header is None:
            yield place, f"is answered without {name}"
        elif name.lower() not in route.declared_headers:
            yield header.path, f"maps {name}, which its method response does not declare"
    yield from _missing(route, "Access-Control-Allow-Headers", {"Authorization", "Content-Type"})
    yield from _missing(route, "Access-Control-Allow-Methods", verbs)
    templates = mapping(route.integration.get("RequestTemplates", route.integration.get("requestTemplates")))
    mock = str(route.integration.get("Type", route.integration.get("type"))).lower() == "mock"
    if mock and not any("statusCode" in str(template) for template in templates.values()):
        path = "Integration.RequestTemplates" if route.path == "Properties" else "x-amazon-apigateway-integration"
        yield f"{route.path}.{path}", "is a mock without a request template that chooses a statusCode: it answers 500"


def _missing(route: Route, name: str, wanted: set[str]) -> Iterator[tuple[str, str]]:
    header = route.headers.get(name.lower())
    if header is None or is_unknown(header.value):
        return
    allowed = {word.strip().lower() for word in str(header.value).strip("'").split(",")}
    missing = sorted(one for one in wanted if one.lower() not in allowed)
    # `*` never stands for Authorization: https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name
    if missing and ("*" not in allowed or "Authorization" in missing):
        yield header.path, f"allows {header.value} but not {', '.join(missing)}"


RULE: Final = Rule(
    name="CorsPreflightCarriesHeaders",
    why="A browser calls only what the preflight's answer allows: anything missing there is refused before it is "
    "sent, and the page sees a network error.",
    remedy="Let the integration response of OPTIONS map Access-Control-Allow-Origin, -Headers (with Authorization and "
    "Content-Type) and -Methods (with every method of the path), declare them in MethodResponses, and let the mock's "
    'request template be {"statusCode": 200}.',
    find=_find,
)

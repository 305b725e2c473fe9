"""A browser on the declared origin may call the API, and may read why a call is refused."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.aws.httpcheck import request, stage_url
from stamp_infra.check.rules.apigateway.rest_api import API, gateway_replies, routes
from stamp_infra.check.rules.apigateway.stage import STAGE
from stamp_infra.check.rules.lookup import resource_at
from stamp_infra.check.rules.values import dig, items, mapping, text
from stamp_infra.operations.probes.result import Result, all_same

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stamp_infra.check.rules.apigateway.api_model import Header, Route
    from stamp_infra.operations.deployed import Deployed

_ORIGIN: Final = "access-control-allow-origin"
_STATIC: Final = re.compile(r"'(.*)'", re.DOTALL)
_VARIABLE: Final = re.compile(r"\{[^{}]+\}")


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What is to be answered; other headers do not matter."""

    status: int
    headers: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Call:
    """What is sent to each of some routes, and what is to come back."""

    probe: str
    headers: Mapping[str, str]
    body: str | None
    reply: Reply


def preflights(deployed: Deployed) -> Iterator[Result]:
    """OPTIONS of each path is answered to anybody, with the declared status and headers."""
    for route in _routes(deployed):
        if route.verb == "OPTIONS":
            statuses = [dig(each, "StatusCode") for each in items(route.integration.get("IntegrationResponses"))]
            asked = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization"}
            reply = Reply(status=int(statuses[0]) if statuses else 200, headers=_static(route.headers))
            yield _asked(deployed, route, Call(probe="preflight", headers=asked, body=None, reply=reply))


def refusals(deployed: Deployed) -> Iterator[Result]:
    """Each protected method refuses a call without a token: 401 with the headers that let a page read it."""
    reply = Reply(status=401, headers=_gateway_headers(deployed, "UNAUTHORIZED", "DEFAULT_4XX"))
    for route in _routes(deployed):
        if not route.anonymous:
            yield _asked(deployed, route, Call(probe="no token", headers={}, body=None, reply=reply))


def validations(deployed: Deployed) -> Iterator[Result]:
    """Each open method that needs a body refuses an empty one before its function is called."""
    reply = Reply(status=400, headers=_gateway_headers(deployed, "BAD_REQUEST_BODY", "DEFAULT_4XX"))
    asked = {"Content-Type": "application/json"}
    for route in _routes(deployed):
        if route.anonymous and route.verb != "OPTIONS" and _needs_body(deployed, route):
            yield _asked(deployed, route, Call(probe="empty body", headers=asked, body="{}", reply=reply))


def _asked(deployed: Deployed, route: Route, call: Call) -> Result:
    subject = f"{route.verb} {route.url}"
    origin = call.reply.headers.get(_ORIGIN)
    if origin is None:
        found = "no header Access-Control-Allow-Origin in the template"
        return Result(probe=call.probe, subject=subject, ok=False, expected="an origin that may call it", found=found)
    url = _url(deployed, route) + _VARIABLE.sub("smoke", route.url)
    answer = request(route.verb, url, {"Origin": origin, **call.headers}, call.body)
    expected = {"status": call.reply.status, **call.reply.headers}
    return all_same(call.probe, subject, expected, {"status": answer.status, **answer.headers})


def _url(deployed: Deployed, route: Route) -> str:
    api = resource_at(deployed.resolved, route.api, API)
    stage = next(one for one in deployed.resolved.of_type(STAGE) if one.properties.get("RestApiId") == route.api)
    identity = deployed.id_of(api) if api else route.api
    return stage_url(identity, str(stage.properties.get("StageName")), deployed.target.region)


def _routes(deployed: Deployed) -> list[Route]:
    """Return the methods of every API that a stage serves."""
    served = {stage.properties.get("RestApiId") for stage in deployed.resolved.of_type(STAGE)}
    return [route for route in routes(deployed.resolved) if route.api in served]


def _gateway_headers(deployed: Deployed, *types: str) -> Mapping[str, str]:
    """Return the headers of the first of these types of reply that is declared."""
    replies = {reply.type: reply.headers for reply in gateway_replies(deployed.resolved)}
    return _static(next((replies[kind] for kind in types if kind in replies), {}))


def _static(headers: Mapping[str, Header]) -> Mapping[str, str]:
    """Return the headers whose values are written out, in API Gateway's inner quotes."""
    return {name: found[1] for name, header in headers.items() if (found := _STATIC.fullmatch(text(header.value)))}


def _needs_body(deployed: Deployed, route: Route) -> bool:
    models = mapping(route.resource.properties.get("RequestModels"))
    model = resource_at(deployed.resolved, models.get("application/json"), "AWS::ApiGateway::Model")
    schema: Any = model.properties.get("Schema") if model else None
    if isinstance(schema, str):
        schema = json.loads(schema)
    return bool(route.resource.properties.get("RequestValidatorId")) and bool(items(dig(schema, "required")))

"""What a browser needs before it shows an answer to the LIFF pages: preflights, and errors that carry the origin."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.rally.contract.api import ROUTES, paths
from tests.rally.contract.differ import differ
from tests.rally.contract.settings import SETTINGS
from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def preflights(of: Resolved) -> Iterator[str]:
    """Every resource answers OPTIONS without authorization, with the origin of this environment's LIFF pages."""
    places = paths(of)
    origin = f"'{SETTINGS[str(of.environment)]['origin']}'"
    found = {
        places.get(properties["ResourceId"]): _answer(properties)
        for properties in named(of, "AWS::ApiGateway::Method").values()
        if properties["HttpMethod"] == "OPTIONS"
    }
    expected = {}
    for path in places.values():
        methods = [route.partition(" ")[0] for route in ROUTES if route.partition(" ")[2] == path]
        headers = {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Allow-Headers": "'Authorization,Content-Type'",
            "Access-Control-Allow-Methods": f"'{','.join([*methods, 'OPTIONS'])}'",
            "Access-Control-Max-Age": "'600'",
            "Vary": "'Origin'",
        }
        expected[path] = {
            "authorization": "NONE",
            "integration": "MOCK",
            "statuses": {"chosen": {"statusCode": 204}, "answered": ["204"], "declared": ["204"]},
            "headers": headers,
            "declared": sorted(f"method.response.header.{name}" for name in headers),
        }
    yield from differ("preflights", found, expected)


def errors(of: Resolved) -> Iterator[str]:
    """What API Gateway answers by itself carries the origin and a code that the front end can read."""
    origin = f"'{SETTINGS[str(of.environment)]['origin']}'"
    found = {
        p["ResponseType"]: (
            p.get("StatusCode"),
            p.get("ResponseParameters", {}).get("gatewayresponse.header.Access-Control-Allow-Origin"),
            p.get("ResponseTemplates", {}).get("application/json"),
        )
        for p in named(of, "AWS::ApiGateway::GatewayResponse").values()
    }
    codes = {
        "DEFAULT_4XX": "$context.error.responseType",
        "DEFAULT_5XX": "$context.error.responseType",
        "BAD_REQUEST_BODY": "VALIDATION_ERROR",
        "BAD_REQUEST_PARAMETERS": "VALIDATION_ERROR",
    }
    expected = {
        kind: (None, origin, f'{{"code": "{code}", "message": $context.error.messageString}}')
        for kind, code in codes.items()
    }
    whole = '{"code": "VALIDATION_ERROR", "message": $context.error.messageString, "field": "body"}'
    expected["BAD_REQUEST_BODY"] = (None, origin, whole)
    yield from differ("gateway responses", found, expected)


def _answer(method: dict[str, Any]) -> dict[str, Any]:
    integration, declared = method["Integration"], method.get("MethodResponses", [])
    answers = integration.get("IntegrationResponses", [])
    headers = {name: value for answer in answers for name, value in answer.get("ResponseParameters", {}).items()}
    return {
        "authorization": method["AuthorizationType"],
        "integration": integration["Type"],
        "statuses": {
            "chosen": json.loads(integration.get("RequestTemplates", {}).get("application/json", "null")),
            "answered": [answer.get("StatusCode") for answer in answers],
            "declared": [response.get("StatusCode") for response in declared],
        },
        "headers": {name.removeprefix("method.response.header."): value for name, value in headers.items()},
        "declared": sorted(name for response in declared for name in response.get("ResponseParameters", {})),
    }

"""The API as the LIFF pages see it: routes, bodies, authorization, preflights and limits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from tests.rally.contract.differ import differ
from tests.rally.contract.settings import SETTINGS
from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

# method and path: function, model, authorized
ROUTES: Final = {
    "POST /auth/verify": ("Auth", "VerifyToken", False),
    "POST /auth/refresh": ("Auth", "RefreshToken", False),
    "GET /users/me": ("Users", None, True),
    "PUT /users/me": ("Users", "ProfileChange", True),
    "DELETE /users/me": ("Users", None, True),
    "GET /events": ("Stamps", None, True),
    "GET /events/{eventId}/stamps": ("Stamps", None, True),
    "GET /stamps": ("Stamps", None, True),
    "GET /stamps/{stampId}": ("Stamps", None, True),
    "POST /stamps/award": ("Award", "AwardStamp", True),
    "POST /gps/verify": ("GpsVerify", "VerifyPlace", True),
    "POST /s3/upload-url": ("ImageUpload", "RequestUpload", True),
    "GET /uploads/{uploadId}": ("ImageUpload", None, True),
    "POST /events/{eventId}/reward": ("Award", None, True),
    "GET /ranking/{eventId}": ("Ranking", None, True),
}

_MODELS: Final[dict[str, tuple[list[str], list[str]]]] = {
    "VerifyToken": (["idToken"], ["idToken"]),
    "RefreshToken": (["refreshToken"], ["refreshToken"]),
    "ProfileChange": (["displayName"], ["displayName"]),
    "AwardStamp": (["location", "method", "requestId", "stampId", "uploadId"], ["method", "requestId", "stampId"]),
    "VerifyPlace": (["accuracy", "lat", "lon", "stampId"], ["accuracy", "lat", "lon", "stampId"]),
    "RequestUpload": (["contentLength", "contentType", "stampId"], ["contentLength", "contentType", "stampId"]),
}


def routes(of: Resolved) -> Iterator[str]:
    """Every route of the contract is there with its function, its model and its authorization, and no other."""
    paths = _paths(of)
    found = {}
    for properties in named(of, "AWS::ApiGateway::Method").values():
        if properties["HttpMethod"] == "OPTIONS":
            continue
        function = properties["Integration"].get("Uri", "").partition("/functions/<")[2].partition("FunctionAlias")[0]
        models = {m.removeprefix("<").removesuffix("Model>") for m in properties.get("RequestModels", {}).values()}
        authorized = (
            properties["AuthorizationType"] == "COGNITO_USER_POOLS" and properties.get("AuthorizerId") == "<Authorizer>"
        )
        route = f"{properties['HttpMethod']} {paths.get(properties['ResourceId'])}"
        found[route] = (function, min(models, default=None), authorized)
        if properties.get("RequestValidatorId") != "<Validator>":
            yield f"{route}: is not validated"
        if properties["Integration"].get("Credentials") != "<ApiGatewayRole.Arn>":
            yield f"{route}: is not invoked with the API's role"
    yield from differ("routes", found, ROUTES)
    validator = named(of, "AWS::ApiGateway::RequestValidator").get("Validator", {})
    facts = (validator.get("ValidateRequestBody"), validator.get("ValidateRequestParameters"))
    yield from differ("validator", facts, (True, True))
    providers = named(of, "AWS::ApiGateway::Authorizer").get("Authorizer", {}).get("ProviderARNs")
    yield from differ("authorizer", providers, ["<Visitors.Arn>"])


def preflights(of: Resolved) -> Iterator[str]:
    """Every resource answers OPTIONS without authorization, with the origin of this environment's LIFF pages."""
    paths = _paths(of)
    origin = f"'{SETTINGS[str(of.environment)]['origin']}'"
    found = {}
    for properties in named(of, "AWS::ApiGateway::Method").values():
        if properties["HttpMethod"] == "OPTIONS":
            answers = properties["Integration"].get("IntegrationResponses", [{}])
            headers = {
                key.removeprefix("method.response.header."): value
                for key, value in answers[0].get("ResponseParameters", {}).items()
            }
            exposed = sorted(properties.get("MethodResponses", [{}])[0].get("ResponseParameters", {}))
            yield from differ(
                f"exposed by {properties['ResourceId']}",
                exposed,
                sorted(f"method.response.header.{name}" for name in headers),
            )
            found[paths.get(properties["ResourceId"])] = (
                properties["AuthorizationType"],
                headers.get("Access-Control-Allow-Origin"),
                headers.get("Access-Control-Allow-Headers"),
                headers.get("Access-Control-Allow-Methods"),
            )
    expected = {}
    for path in paths.values():
        methods = [route.partition(" ")[0] for route in ROUTES if route.partition(" ")[2] == path]
        expected[path] = ("NONE", origin, "'Authorization,Content-Type'", f"'{','.join([*methods, 'OPTIONS'])}'")
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
    yield from differ("gateway responses", found, expected)


def models(of: Resolved) -> Iterator[str]:
    """Every model names the contract's properties, requires the right ones, and takes no other."""
    found: dict[str, Any] = {}
    for properties in named(of, "AWS::ApiGateway::Model").values():
        schema = json.loads(properties["Schema"])
        shape = (sorted(schema["properties"]), sorted(schema["required"]), schema.get("additionalProperties"))
        found[properties["Name"]] = shape
    yield from differ("models", found, {name: (*shape, False) for name, shape in _MODELS.items()})


def limits(of: Resolved) -> Iterator[str]:
    """The stage throttles everything at the environment's limit and sign-in at its own; it logs and traces."""
    settings = SETTINGS[str(of.environment)]
    stage = named(of, "AWS::ApiGateway::Stage").get("Stage", {})
    found = {
        f"{s['HttpMethod']} {s['ResourcePath'].replace('~1', '/')}": (
            int(s["ThrottlingRateLimit"]),
            int(s["ThrottlingBurstLimit"]),
            s.get("LoggingLevel"),
            s.get("DataTraceEnabled"),
            s.get("MetricsEnabled"),
        )
        for s in stage.get("MethodSettings", [])
    }
    logged = ("INFO", False, True)
    sign_in, refresh = (10, 10) if of.environment == "dev" else (70, 50)
    expected = {
        "* /*": settings["throttle"] + logged,
        "POST //auth/verify": (sign_in, sign_in, *logged),
        "POST //auth/refresh": (refresh, refresh, *logged),
    }
    yield from differ("limits", found, expected)
    facts = (stage.get("TracingEnabled"), stage.get("AccessLogSetting", {}).get("DestinationArn"))
    yield from differ("stage", facts, (True, "<ApiAccessLogGroup.Arn>"))


def _paths(of: Resolved) -> dict[str, str]:
    resources = named(of, "AWS::ApiGateway::Resource")

    def path(logical_id: str) -> str:
        parent = resources[logical_id]["ParentId"].removeprefix("<").removesuffix(">")
        above = "" if parent not in resources else path(parent)
        return f"{above}/{resources[logical_id]['PathPart']}"

    return {f"<{logical_id}>": path(logical_id) for logical_id in resources}

"""The API as the LIFF pages see it: routes, authorization and limits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

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

# A function answers for itself, and is always called by POST whatever the visitor's method is.
_CALLED: Final = {"Type": "AWS_PROXY", "IntegrationHttpMethod": "POST", "Credentials": "<ApiGatewayRole.Arn>"}
# Parameters besides those in a path, which are all required: whether each is.
_QUERIES: Final = {
    "GET /stamps": {"method.request.querystring.eventId": False, "method.request.querystring.after": False}
}


def routes(of: Resolved) -> Iterator[str]:
    """Every route of the contract is there with its function, its model and its authorization, and no other."""
    places = paths(of)
    found = {}
    for properties in named(of, "AWS::ApiGateway::Method").values():
        if properties["HttpMethod"] == "OPTIONS":
            continue
        function = properties["Integration"].get("Uri", "").partition("/functions/<")[2].partition("FunctionAlias")[0]
        models = {m.removeprefix("<").removesuffix("Model>") for m in properties.get("RequestModels", {}).values()}
        authorized = (
            properties["AuthorizationType"] == "COGNITO_USER_POOLS" and properties.get("AuthorizerId") == "<Authorizer>"
        )
        route = f"{properties['HttpMethod']} {places.get(properties['ResourceId'])}"
        found[route] = (function, min(models, default=None), authorized)
        if properties.get("RequestValidatorId") != "<Validator>":
            yield f"{route}: is not validated"
        called = {key: value for key, value in properties["Integration"].items() if key in _CALLED}
        yield from differ(f"{route} calls", called, _CALLED)
        yield from differ(f"{route} takes", properties.get("RequestParameters", {}), _parameters(route))
    yield from differ("routes", found, ROUTES)
    validator = named(of, "AWS::ApiGateway::RequestValidator").get("Validator", {})
    facts = (validator.get("ValidateRequestBody"), validator.get("ValidateRequestParameters"))
    yield from differ("validator", facts, (True, True))
    authorizer = named(of, "AWS::ApiGateway::Authorizer").get("Authorizer", {})
    expected = {
        "RestApiId": "<Api>",
        "Name": "user-pool",
        "Type": "COGNITO_USER_POOLS",
        "IdentitySource": "method.request.header.Authorization",
        "ProviderARNs": ["<Visitors.Arn>"],
    }
    yield from differ("authorizer", authorizer, expected)


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


def paths(of: Resolved) -> dict[str, str]:
    """Return the path of every resource by its pointer."""
    resources = named(of, "AWS::ApiGateway::Resource")

    def path(logical_id: str) -> str:
        parent = resources[logical_id]["ParentId"].removeprefix("<").removesuffix(">")
        above = "" if parent not in resources else path(parent)
        return f"{above}/{resources[logical_id]['PathPart']}"

    return {f"<{logical_id}>": path(logical_id) for logical_id in resources}


def _parameters(route: str) -> dict[str, bool]:
    names = re.findall(r"{(\w+)}", route)
    return {f"method.request.path.{name}": True for name in names} | _QUERIES.get(route, {})

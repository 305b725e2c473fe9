"""Routes that open, take other bodies, or are called in another way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from tests.rally.mutation import Mutation, drop, put

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.rally.mutation import Change

_API: Final = "cfn/api-gateway.yaml"
_CALLED: Final = "StampsAwardPost/Properties/Integration"


def _schema(model: str, change: Callable[[dict[str, Any]], object]) -> Change:
    def on_it(body: dict[str, Any]) -> None:
        properties = body["Resources"][model]["Properties"]
        schema = json.loads(properties["Schema"])
        change(schema)
        properties["Schema"] = json.dumps(schema)

    return on_it


API: Final = (
    Mutation("a route is open", _API, put("UsersMeGet/Properties/AuthorizationType", "NONE")),
    Mutation("the authorizer is gone from a route", _API, drop("RankingEventIdGet/Properties/AuthorizerId")),
    Mutation("the authorizer trusts another pool", _API, put("Authorizer/Properties/ProviderARNs", [])),
    Mutation("a body is not validated", _API, drop("StampsAwardPost/Properties/RequestValidatorId")),
    Mutation("a body has no model", _API, drop("S3UploadUrlPost/Properties/RequestModels")),
    Mutation(
        "another content type passes",
        _API,
        drop("S3UploadUrlPost/Properties/RequestModels/$default"),
    ),
    Mutation("the validator sleeps", _API, put("Validator/Properties/ValidateRequestBody", value=False)),
    Mutation(
        "a model lets more in",
        _API,
        put("ProfileChangeModel/Properties/Schema", '{"type": "object", "properties": {}, "required": []}'),
    ),
    Mutation("a route is missing", _API, drop("RankingEventIdGet")),
    Mutation("nothing is throttled", _API, drop("Stage/Properties/MethodSettings")),
    Mutation("sign-in is not throttled", _API, drop("Stage/Properties/MethodSettings/1")),
    Mutation("bodies are logged", _API, put("Stage/Properties/MethodSettings/0/DataTraceEnabled", value=True)),
    Mutation("no access log", _API, drop("Stage/Properties/AccessLogSetting")),
    Mutation("no traces", _API, put("Stage/Properties/TracingEnabled", value=False)),
    Mutation("a function is called by GET", _API, put(f"{_CALLED}/IntegrationHttpMethod", "GET")),
    Mutation("a function is called without its event", _API, put(f"{_CALLED}/Type", "AWS")),
    Mutation("a function is called with no role", _API, drop(f"{_CALLED}/Credentials")),
    Mutation(
        "another function answers",
        _API,
        put(
            f"{_CALLED}/Uri",
            {
                "Fn::Sub": "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31"
                "/functions/${StampsFunctionAliaslive}/invocations"
            },
        ),
    ),
    Mutation(
        "the token is looked for elsewhere",
        _API,
        put("Authorizer/Properties/IdentitySource", "method.request.header.X-Token"),
    ),
    Mutation("a parameter is not declared", _API, drop("StampsStampIdGet/Properties/RequestParameters")),
    Mutation(
        "a place may be anywhere",
        _API,
        _schema("VerifyPlaceModel", lambda schema: schema["properties"]["lat"].pop("maximum")),
    ),
    Mutation(
        "an upload may be of any size",
        _API,
        _schema("RequestUploadModel", lambda schema: schema["properties"]["contentLength"].pop("maximum")),
    ),
    Mutation(
        "a stamp id may be anything",
        _API,
        _schema("AwardStampModel", lambda schema: schema["properties"]["stampId"].pop("pattern")),
    ),
    Mutation("a stamp needs no proof", _API, _schema("AwardStampModel", lambda schema: schema.pop("oneOf"))),
    Mutation("answers are cached", _API, put("Stage/Properties/MethodSettings/0/CachingEnabled", value=True)),
    Mutation("the API stands at the edge", _API, put("Api/Properties/EndpointConfiguration/Types", ["EDGE"])),
    Mutation("the access log says little", _API, put("Stage/Properties/AccessLogSetting/Format", "$context.requestId")),
)

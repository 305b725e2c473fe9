"""Answers that a browser would keep from the LIFF pages."""

from __future__ import annotations

from typing import Final

from tests.rally.mutation import Mutation, drop, put

_API: Final = "cfn/api-gateway.yaml"
_PREFLIGHT: Final = "Properties/Integration/IntegrationResponses/0/ResponseParameters"
_ERROR: Final = "Properties/ResponseParameters"
_ORIGIN: Final = "header.Access-Control-Allow-Origin"

CORS: Final = (
    Mutation("a preflight loses its origin", _API, drop(f"StampsAwardOptions/{_PREFLIGHT}/method.response.{_ORIGIN}")),
    Mutation(
        "a preflight forgets Authorization",
        _API,
        put(f"UsersMeOptions/{_PREFLIGHT}/method.response.header.Access-Control-Allow-Headers", "'Content-Type'"),
    ),
    Mutation(
        "a preflight forgets a method",
        _API,
        put(f"UsersMeOptions/{_PREFLIGHT}/method.response.header.Access-Control-Allow-Methods", "'GET,OPTIONS'"),
    ),
    Mutation(
        "a header is not declared",
        _API,
        drop(f"UsersMeOptions/Properties/MethodResponses/0/ResponseParameters/method.response.{_ORIGIN}"),
    ),
    Mutation("a preflight is missing", _API, drop("GpsVerifyOptions")),
    Mutation("a preflight is authorized", _API, put("GpsVerifyOptions/Properties/AuthorizationType", "AWS_IAM")),
    Mutation(
        "an origin has a path",
        _API,
        put(f"StampsOptions/{_PREFLIGHT}/method.response.{_ORIGIN}", "'https://stamp-rally.example.com/'"),
    ),
    Mutation("any origin", _API, put(f"StampsOptions/{_PREFLIGHT}/method.response.{_ORIGIN}", "'*'")),
    Mutation("401 without CORS", _API, drop(f"Default4xxResponse/{_ERROR}/gatewayresponse.{_ORIGIN}")),
    Mutation("5xx without CORS", _API, drop("Default5xxResponse")),
    Mutation("every 4xx becomes 400", _API, put("Default4xxResponse/Properties/StatusCode", "400")),
    Mutation(
        "a preflight answers a status it has not declared",
        _API,
        put("StampsOptions/Properties/Integration/RequestTemplates", {"application/json": '{"statusCode": 200}'}),
    ),
    Mutation(
        "a preflight declares another status",
        _API,
        put("StampsOptions/Properties/MethodResponses/0/StatusCode", "200"),
    ),
    Mutation(
        "a preflight has no answer of that status",
        _API,
        put("StampsOptions/Properties/Integration/IntegrationResponses/0/StatusCode", "200"),
    ),
)

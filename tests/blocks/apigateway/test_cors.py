"""A browser can read every answer: the preflight of each path, and the errors that API Gateway makes itself."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.blocks.apigateway.given import of_type, resources
from tests.rendering import env

HEADER = "method.response.header."


def preflights(**more: Any) -> dict[str, Any]:
    methods = of_type(resources(**more), "Method")
    return {title: method for title, method in methods.items() if method["HttpMethod"] == "OPTIONS"}


def headers(preflight: Any) -> dict[str, Any]:
    (answer,) = preflight["Integration"]["IntegrationResponses"]
    return {name.removeprefix(HEADER): value for name, value in answer["ResponseParameters"].items()}


def test_every_path_answers_anonymously_without_a_function() -> None:
    found = preflights()
    assert found.keys() == {"ArticlesOptions", "OrdersOptions", "OrdersOrderIdOptions"}
    assert {preflight["AuthorizationType"] for preflight in found.values()} == {"NONE"}
    assert {preflight["Integration"]["Type"] for preflight in found.values()} == {"MOCK"}


def test_a_preflight_names_the_origin_the_headers_and_the_methods_of_its_path() -> None:
    assert headers(preflights()["OrdersOrderIdOptions"]) == {
        "Access-Control-Allow-Origin": "'https://shop.example.com'",
        "Access-Control-Allow-Headers": "'Authorization,Content-Type'",
        "Access-Control-Allow-Methods": "'GET,DELETE,OPTIONS'",
        "Access-Control-Max-Age": "'600'",
        "Vary": "'Origin'",
    }


def test_every_header_of_the_answer_is_declared_or_it_would_not_be_sent() -> None:
    for preflight in preflights().values():
        (declared,) = preflight["MethodResponses"]
        assert declared["ResponseParameters"].keys() == {f"{HEADER}{name}" for name in headers(preflight)}
        assert declared["StatusCode"] == preflight["Integration"]["IntegrationResponses"][0]["StatusCode"] == "204"
        assert json.loads(preflight["Integration"]["RequestTemplates"]["application/json"]) == {"statusCode": 204}


def test_an_origin_that_an_operator_sets_stands_in_quotes_as_well() -> None:
    found = headers(preflights(origin=env.url)["OrdersOptions"])
    assert found["Access-Control-Allow-Origin"] == {"Fn::Sub": "'${Url}'"}


def test_errors_of_api_gateway_carry_the_headers_and_keep_their_status() -> None:
    found = of_type(resources(), "GatewayResponse")
    assert {each["ResponseType"] for each in found.values()} >= {"DEFAULT_4XX", "DEFAULT_5XX"}
    for response in found.values():
        assert "StatusCode" not in response
        assert response["ResponseParameters"] == {
            "gatewayresponse.header.Access-Control-Allow-Origin": "'https://shop.example.com'",
            "gatewayresponse.header.Access-Control-Allow-Headers": "'Authorization,Content-Type'",
            "gatewayresponse.header.Vary": "'Origin'",
        }


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("DEFAULT_4XX", {"code": "UNAUTHORIZED"}),
        ("BAD_REQUEST_BODY", {"code": "VALIDATION_ERROR", "field": "body"}),
        ("BAD_REQUEST_PARAMETERS", {"code": "VALIDATION_ERROR"}),
    ],
)
def test_an_error_is_json_with_a_code(kind: str, told: dict[str, str]) -> None:
    (response,) = (r for r in of_type(resources(), "GatewayResponse").values() if r["ResponseType"] == kind)
    text = response["ResponseTemplates"]["application/json"]
    # What API Gateway puts in: the message comes with its quotes, the type without.
    filled = text.replace("$context.error.responseType", "UNAUTHORIZED").replace(
        "$context.error.messageString", '"Say \\"please\\"."'
    )
    assert json.loads(filled) == {**told, "message": 'Say "please".'}

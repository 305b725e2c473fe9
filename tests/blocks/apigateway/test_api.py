"""An API is complete with what it was given, and knows its own parts."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra import Stack, ref, sub
from tests.blocks.apigateway.given import AROUND, ROUTES, of_type, resources, shop, told
from tests.rendering import application, mistakes, templates, topic


def test_it_is_a_regional_api_with_the_application_s_name() -> None:
    assert resources()["Api"]["Properties"] == {
        "Name": {"Fn::Sub": "shop-${Environment}-shop"},
        "Description": "The shop.",
        "EndpointConfiguration": {"Types": ["REGIONAL"]},
    }


def test_whoever_calls_it_shows_a_token_of_the_user_pool() -> None:
    assert resources()["Authorizer"]["Properties"] == {
        "RestApiId": {"Ref": "Api"},
        "Name": "user-pool",
        "Type": "COGNITO_USER_POOLS",
        "IdentitySource": "method.request.header.Authorization",
        "ProviderARNs": [{"Ref": "PoolArn"}],
    }


def test_bodies_and_parameters_are_checked_before_a_function_runs() -> None:
    validator = resources()["Validator"]["Properties"]
    assert (validator["ValidateRequestBody"], validator["ValidateRequestParameters"]) == (True, True)


def test_every_part_of_every_path_is_a_resource_once() -> None:
    assert of_type(resources(), "Resource") == {
        "ArticlesResource": {
            "RestApiId": {"Ref": "Api"},
            "ParentId": {"Fn::GetAtt": ["Api", "RootResourceId"]},
            "PathPart": "articles",
        },
        "OrdersResource": {
            "RestApiId": {"Ref": "Api"},
            "ParentId": {"Fn::GetAtt": ["Api", "RootResourceId"]},
            "PathPart": "orders",
        },
        "OrdersOrderIdResource": {
            "RestApiId": {"Ref": "Api"},
            "ParentId": {"Ref": "OrdersResource"},
            "PathPart": "{orderId}",
        },
    }


def test_a_deployment_waits_for_everything_that_it_takes_a_snapshot_of() -> None:
    found = resources()
    (waits,) = (each["DependsOn"] for each in found.values() if each["Type"] == "AWS::ApiGateway::Deployment")
    assert set(waits) == {*of_type(found, "Method"), *of_type(found, "GatewayResponse")}


def test_it_knows_its_methods_by_their_routes_and_where_it_is_served() -> None:
    api = shop()
    assert list(api.methods) == [f"{route.method} {route.path}" for route in ROUTES]
    reader = topic("Main", DisplayName=api.url)
    root = Stack("main", [reader, *AROUND.values()])
    found = templates(application(Stack("web", [api]), root=root))["sam/template.yaml"]["Resources"]["Main"]
    url = "https://${Web.Outputs.Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/v1"
    assert found["Properties"]["DisplayName"] == {"Fn::Sub": url}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"description": ""}, "description: must be a text that is not empty"),
        ({"origin": "http://shop.example.com"}, "origin: must be an https URL"),
        ({"origin": "https://shop.example.com/"}, "origin: must be a bare origin"),
        ({"routes": None}, "routes: is of type NoneType"),
        ({"throttle": 10}, "throttle: is of type int"),
        ({"user_pool": None}, "user_pool: is of type NoneType"),
        ({"credentials": "role"}, "credentials: is of type str"),
        ({"access_log_group": None}, "access_log_group: is of type NoneType"),
        ({"log_key": None}, "log_key: is of type NoneType"),
        ({"log_retention_days": 8}, "log_retention_days: is not a choice (got 8)"),
    ],
)
def test_what_is_no_api_is_told(more: Any, expected: str) -> None:
    (message,) = told(**more)
    assert message.startswith(expected)


def test_what_refers_to_a_broken_api_is_no_mistake_of_its_own() -> None:
    api = shop(description="")
    reader = topic("Reader", DisplayName=sub("${Url}", Url=api.url), TopicName=ref(api.stage))
    root = Stack("main", [reader, *AROUND.values()])
    (message,) = mistakes(application(Stack("web", [api]), root=root))
    assert message.startswith('templates/web.py: api "shop".description: ')
    assert (api.routes, api.methods) == ((), {})

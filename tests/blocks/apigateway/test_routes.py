"""The routes of an API are told apart, by API Gateway and by CloudFormation."""

from __future__ import annotations

import pytest

from stamp_infra.blocks.apigateway import Model, Route, body
from tests.blocks.apigateway.given import LIVE, resources, told


def get(path: str) -> Route:
    return Route("GET", path, LIVE)


def test_two_routes_alike_are_told() -> None:
    assert told(get("/orders"), get("/orders"))[0].startswith('routes: has two routes of one name (got "GET /orders")')


@pytest.mark.parametrize(
    ("one", "other"), [("/{a}", "/{b}"), ("/orders/{id}", "/orders/{orderId}"), ("/o/{id}/x", "/o/{other}/y")]
)
def test_two_variables_in_one_place_are_told(one: str, other: str) -> None:
    (message,) = told(get(one), get(other))
    assert "API Gateway takes one variable in one place; name the variable alike in both" in message


def test_one_variable_in_many_routes_and_a_word_beside_it_are_fine() -> None:
    assert resources(get("/orders/{id}"), get("/orders/{id}/items"), get("/orders/open"), get("/customers/{name}"))


@pytest.mark.parametrize(("one", "other"), [("/a/b", "/a-b"), ("/a/{bC}", "/a/b-c")])
def test_two_paths_that_make_one_logical_id_are_told(one: str, other: str) -> None:
    messages = told(get(one), get(other))
    assert any("which make one logical ID, AB" in message for message in messages)


def test_two_models_of_one_name_are_told() -> None:
    one, other = (Model("Order", body({name: {}}, required=[])) for name in "ab")
    (message,) = told(Route("POST", "/a", LIVE, body=one), Route("PUT", "/a", LIVE, body=other))
    assert message.startswith('models: has two models of one name (got "Order")')


def test_an_api_without_routes_is_told() -> None:
    (message,) = told(routes=[])
    assert message == "routes: has no route; add one: an empty API cannot be deployed"


def test_every_route_is_told_about_and_not_the_first_alone() -> None:
    assert [message.split(":")[0] for message in told(get("a"), get("/b"), get("c"))] == [
        "routes[0].path",
        "routes[2].path",
    ]

"""A request body names all its properties, in a form that API Gateway takes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from stamp_infra.blocks.apigateway import Model, Route, body
from tests.blocks.apigateway.given import LIVE, ORDER, resources, told


def message(schema: Any, name: Any = "Order") -> list[str]:
    """Return what is said about a model."""
    return told(Route("POST", "/orders", LIVE, body=Model(name, schema)))


def test_a_model_is_json_schema_as_text_whose_numbers_stay_numbers() -> None:
    found = resources()["PlaceOrderModel"]["Properties"]
    assert (found["Name"], found["ContentType"]) == ("PlaceOrder", "application/json")
    assert json.loads(found["Schema"]) == {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "title": "PlaceOrder",
        "type": "object",
        "properties": {"article": {"type": "string"}},
        "required": ["article"],
        "additionalProperties": False,
    }


def test_a_body_takes_further_keywords() -> None:
    assert body({}, required=[], oneOf=[{"required": ["a"]}])["oneOf"] == [{"required": ["a"]}]


def test_a_model_that_two_routes_share_is_there_once() -> None:
    found = resources(Route("POST", "/orders", LIVE, body=ORDER), Route("PUT", "/orders", LIVE, body=ORDER))
    assert [title for title in found if title.endswith("Model")] == ["PlaceOrderModel"]


@pytest.mark.parametrize(
    ("schema", "place"),
    [
        ({"type": "object"}, ""),
        ({"type": ["object", "null"]}, ""),
        ({"type": "object", "additionalProperties": True}, ""),
        (body({"a": {"type": "object"}}, required=[]), ".properties.a"),
        (body({"a": {"items": {"type": "object"}}}, required=[]), ".properties.a.items"),
        (body({}, required=[], oneOf=[{"type": "object"}]), ".oneOf[0]"),
    ],
)
def test_an_object_that_lets_unknown_properties_in_is_told_by_its_place(schema: Any, place: str) -> None:
    (found,) = message(schema)
    assert found.startswith(f'model "Order".schema{place}: is an object that lets unknown properties in')


@pytest.mark.parametrize("schema", [{}, {"type": "string"}, {"enum": ["a"]}])
def test_a_body_that_is_no_object_is_told(schema: Any) -> None:
    assert message(schema)[0].startswith('model "Order".schema: takes what is no object; build it with body(...)')


@pytest.mark.parametrize("schema", [None, "object", ["object"]])
def test_what_is_no_schema_is_told(schema: Any) -> None:
    assert message(schema)[0].startswith('model "Order".schema: is of type ')


@pytest.mark.parametrize("part", [{"a"}, object(), float("nan")])
def test_what_is_no_json_is_told(part: Any) -> None:
    (found,) = message(body({"a": {"default": part}}, required=[]))
    assert found.startswith('model "Order".schema: is no JSON: ')


@pytest.mark.parametrize("name", ["", "Place-Order", "Größe", None])
def test_a_name_that_api_gateway_would_refuse_is_told(name: Any) -> None:
    assert ".name: must be letters and digits" in message(body({}, required=[]), name)[0]

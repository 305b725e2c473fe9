"""The document says of every route what the template has and what is declared, and of nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pytest

from stamp_infra import UserError
from stamp_infra.blocks.apigateway import Public, Throttle
from stamp_infra.openapi import Answer, Failure, Operation, Shape
from stamp_infra.openapi.document import to_openapi
from tests.openapi.declared import DOCUMENT, EXAMPLE, ORDER, PLACE, SHOW

BODY: Final[Any] = to_openapi(DOCUMENT)
POST: Final[Any] = BODY["paths"]["/orders"]["post"]
GET: Final[Any] = BODY["paths"]["/customers/{customerId}/orders"]["get"]


def told(**changed: Any) -> list[str]:
    """Return the mistakes of the document with something changed."""
    with pytest.raises(UserError) as raised:
        to_openapi(replace(DOCUMENT, **changed))
    return [str(mistake).partition(";")[0] for mistake in raised.value.mistakes]


def operations(**changed: Operation) -> dict[str, Operation]:
    return {
        "POST /orders": changed.get("place", PLACE),
        "GET /customers/{customerId}/orders": changed.get("show", SHOW),
    }


def test_each_route_is_an_operation_in_the_order_of_the_api() -> None:
    found = [(path, verb, each["operationId"]) for path, verbs in BODY["paths"].items() for verb, each in verbs.items()]
    assert found == [("/orders", "post", "placeOrder"), ("/customers/{customerId}/orders", "get", "listOrders")]


def test_a_request_s_body_is_the_model_that_api_gateway_holds_it_against() -> None:
    content = POST["requestBody"]["content"]["application/json"]
    assert content == {
        "schema": {"$ref": "#/components/schemas/PlaceOrder"},
        "examples": {"one": {"value": {"article": "ink"}}},
    }
    assert BODY["components"]["schemas"]["PlaceOrder"] == {
        "type": "object",
        "properties": {"article": {"type": "string", "maxLength": 20}},
        "required": ["article"],
        "additionalProperties": False,
    }
    assert "requestBody" not in GET


def test_a_shape_is_written_once_with_those_within_it_and_referred_to() -> None:
    content = POST["responses"]["201"]["content"]["application/json"]
    assert content == {"schema": {"$ref": "#/components/schemas/Order"}, "examples": {"one": {"value": EXAMPLE}}}
    schemas = BODY["components"]["schemas"]
    assert schemas.keys() == {"Line", "Order", "PlaceOrder"}
    assert schemas["Order"]["properties"]["lines"]["items"] == {"$ref": "#/components/schemas/Line"}


def test_an_answer_without_a_shape_has_no_body() -> None:
    assert "content" not in GET["responses"]["204"]


def test_parameters_are_those_of_the_path_and_the_query() -> None:
    assert [(each["name"], each["in"], each["required"]) for each in GET["parameters"]] == [
        ("customerId", "path", True)
    ]
    assert "parameters" not in POST


def test_the_codes_of_a_status_are_counted_up_and_each_has_an_example() -> None:
    content = POST["responses"]["400"]["content"]["application/json"]
    assert content["schema"]["properties"]["code"]["enum"] == ["VALIDATION_ERROR", "SOLD_OUT"]
    assert content["schema"]["additionalProperties"] is False
    assert content["examples"] == {
        "VALIDATION_ERROR": {"value": {"code": "VALIDATION_ERROR", "message": "A field is wrong.", "field": "article"}},
        "SOLD_OUT": {"value": {"code": "SOLD_OUT", "message": "There is none left."}},
    }


def test_a_detail_is_required_only_where_every_error_of_the_status_has_it() -> None:
    required = {
        status: POST["responses"][status]["content"]["application/json"]["schema"]["required"]
        for status in ("400", "409")
    }
    assert required == {"400": ["code", "message"], "409": ["code", "message", "orderId"]}


def test_what_api_gateway_answers_by_itself_is_told_once_for_all_routes() -> None:
    for operation in (POST, GET):
        assert operation["responses"]["401"] == {"$ref": "#/components/responses/Unauthorized"}
        assert operation["responses"]["429"] == {"$ref": "#/components/responses/Throttled"}
        assert operation["responses"]["5XX"] == {"$ref": "#/components/responses/ServerError"}
    assert (("413" in POST["responses"]), ("413" in GET["responses"])) == (True, False)
    assert BODY["components"]["responses"].keys() == {
        "AccessDeniedOrWafFiltered",
        "RequestTooLarge",
        "ServerError",
        "Throttled",
        "Unauthorized",
        "ValidationError",
    }


def test_every_answer_has_the_header_without_which_a_page_cannot_read_it() -> None:
    answers = [*POST["responses"].values(), *GET["responses"].values(), *BODY["components"]["responses"].values()]
    named = [each["headers"] for each in answers if "$ref" not in each]
    assert named
    assert all(
        each == {"Access-Control-Allow-Origin": {"$ref": "#/components/headers/AllowedOrigin"}} for each in named
    )


def test_an_open_route_wants_no_token_and_the_others_do() -> None:
    public = Public(why="Anybody may order here.", throttle=Throttle(rate=1, burst=1))
    routes = [replace(each, public=public) if each.body else each for each in DOCUMENT.api.routes]
    paths: Any = to_openapi(replace(DOCUMENT, api=replace(DOCUMENT.api, routes=tuple(routes))))["paths"]
    post, get = paths["/orders"]["post"], paths["/customers/{customerId}/orders"]["get"]
    assert post["security"] == []
    assert "401" not in post["responses"]
    assert "security" not in get
    assert BODY["security"] == [{"userPool": []}]


def test_there_is_a_server_per_environment() -> None:
    assert [(each["description"], each["url"]) for each in BODY["servers"]] == [
        ("dev", "https://{apiId}.execute-api.eu-central-1.amazonaws.com/v1"),
        ("prod", "https://{apiId}.execute-api.eu-central-1.amazonaws.com/v1"),
    ]


def test_a_route_that_nothing_is_said_of_is_a_mistake() -> None:
    assert told(operations={"POST /orders": PLACE}) == [
        'openapi.operations: says nothing of a route (got "GET /customers/{customerId}/orders")'
    ]


def test_an_entry_that_is_no_route_is_a_mistake() -> None:
    assert told(operations=operations() | {"GET /orders": replace(SHOW, name="all")}) == [
        'openapi.operations: has an entry that is not a route (got "GET /orders")'
    ]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"parameters": {}}, 'openapi.parameters: says nothing of a parameter of a route (got "customerId")'),
        (
            {"parameters": {**DOCUMENT.parameters, "page": DOCUMENT.parameters["customerId"]}},
            'openapi.parameters: has an entry that is not a parameter of a route (got "page")',
        ),
        ({"tags": {}}, 'openapi.tags: says nothing of a tag of an operation (got "orders")'),
        (
            {"operations": operations(show=replace(SHOW, name="placeOrder"))},
            'openapi.operations: has two names of operations of one name (got "placeOrder")',
        ),
        (
            {"operations": operations(place=replace(PLACE, sends={}))},
            'openapi.operations["POST /orders"].sends: has no example of the body',
        ),
        (
            {"operations": operations(show=replace(SHOW, sends={"one": {}}))},
            'openapi.operations["GET /customers/{customerId}/orders"].sends: has an example of a body, and takes none',
        ),
        (
            {"operations": operations(show=replace(SHOW, answers=[]))},
            'openapi.operations["GET /customers/{customerId}/orders"].answers: has no answer',
        ),
        (
            {"operations": operations(place=replace(PLACE, answers=[Answer(what="An order.", shape=ORDER)]))},
            'openapi.operations["POST /orders"].answers[200]: has a body without an example, or an example of no body',
        ),
        (
            {"operations": operations(place=replace(PLACE, failures=[Failure(409, "HAVE_IT", "So.", {"id": {}})]))},
            'openapi.operations["POST /orders"]: HAVE_IT: has details without example',
        ),
        (
            {
                "operations": operations(
                    show=replace(
                        SHOW, answers=[Answer(what="One.", shape=Shape("PlaceOrder", {}), examples={"one": 1})]
                    )
                )
            },
            'openapi.schemas: is the name of two (got "PlaceOrder")',
        ),
        (
            {
                "operations": operations(
                    show=replace(SHOW, answers=[Answer(what="One.", shape=Shape("Line", {}), examples={"one": 1})])
                )
            },
            'openapi.schemas: is the name of two (got "Line")',
        ),
    ],
)
def test_what_does_not_agree_is_a_mistake(changed: dict[str, Any], expected: str) -> None:
    assert told(**changed) == [expected]


def test_every_mistake_is_told_at_once() -> None:
    assert len(told(operations={}, parameters={})) == 4

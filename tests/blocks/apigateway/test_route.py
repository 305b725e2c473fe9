"""A route says one method of one path, what it takes, and who may call it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from stamp_infra.blocks.apigateway import Public, Route, Throttle
from stamp_infra.blocks.apigateway.route import path_id
from tests.blocks.apigateway.given import LIMIT, LIVE, PUBLIC, resources, told

UNLIMITED = Public(why=PUBLIC.why, throttle=None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "parents"),
    [
        ("/orders", ("/orders",)),
        ("/orders/{orderId}/items", ("/orders", "/orders/{orderId}", "/orders/{orderId}/items")),
    ],
)
def test_a_path_has_every_path_on_the_way_to_it(path: str, parents: tuple[str, ...]) -> None:
    assert Route("GET", path, LIVE).parents == parents


@pytest.mark.parametrize(
    ("path", "identity"),
    [("/orders", "Orders"), ("/orders/{orderId}", "OrdersOrderId"), ("/s3/upload-url", "S3UploadUrl")],
)
def test_a_path_is_told_in_logical_ids(path: str, identity: str) -> None:
    assert path_id(path) == identity


@pytest.mark.parametrize("path", ["/a", "/a/b-c/{orderId}", "/{id}", "/a1/2b"])
def test_words_and_variables_after_slashes_are_a_path(path: str) -> None:
    assert resources(Route("GET", path, LIVE))


@pytest.mark.parametrize(
    "path", ["", "/", "a", "/a/", "//a", "/A", "/a b", "/{}", "/{a-b}", "/a{b}", "/{proxy+}", None, 3]
)
def test_anything_else_is_told(path: Any) -> None:
    (message,) = told(Route("GET", path, LIVE))
    assert message.startswith("routes[0].path: must be parts of lower-case words or {names}, each after a slash")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"method": "get"}, 'routes[0].method: is not a choice (got "get")'),
        ({"method": "OPTIONS"}, 'routes[0].method: is not a choice (got "OPTIONS")'),
        ({"live": "arn:aws:lambda:::function:desk"}, "routes[0].live: is of type str"),
        ({"body": {"type": "object"}}, "routes[0].body: is of type dict"),
        ({"query": "page"}, "routes[0].query: must be a list of texts"),
        ({"query": ["a b"]}, 'routes[0].query: is no name of a parameter (got "a b")'),
        ({"query": ["page", "page"]}, "routes[0].query: has two parameters of one name"),
        ({"public": "Anybody may look."}, "routes[0].public: is of type str"),
        ({"public": replace(PUBLIC, why="")}, "routes[0].public: is public without a reason"),
        ({"public": UNLIMITED}, "routes[0].public.throttle: is of type NoneType"),
        ({"public": replace(PUBLIC, throttle=Throttle(rate=1, burst=0))}, "routes[0].public.throttle.burst: must be"),
    ],
)
def test_what_is_no_route_is_told(more: Any, expected: str) -> None:
    (message,) = told(replace(Route("GET", "/orders", LIVE), **more))
    assert message.startswith(expected)


def test_a_public_route_has_a_reason_and_a_limit_of_its_own() -> None:
    public = Public(why="Anybody may look at it.", throttle=LIMIT)
    assert resources(Route("GET", "/orders", LIVE, public=public))

"""One name in kebab-case is the stem of everything that is named after it."""

from __future__ import annotations

import pytest

from stamp_infra.core.naming import kebab, logical_id


@pytest.mark.parametrize(
    ("name", "logical"),
    [
        ("orders", "Orders"),
        ("order-items", "OrderItems"),
        ("lambda_memory_mb", "LambdaMemoryMb"),
        ("/orders/{orderId}/items", "OrdersOrderIdItems"),
        ("s3", "S3"),
        ("", ""),
    ],
)
def test_a_logical_id_is_the_words_with_capitals(name: str, logical: str) -> None:
    assert logical_id(name) == logical


@pytest.mark.parametrize("name", ["a", "orders", "order-items-2", "a" * 64])
def test_words_joined_by_hyphens_are_a_name(name: str) -> None:
    assert list(kebab("here", name)) == []


@pytest.mark.parametrize(
    "name", ["", "Orders", "order_items", "-a", "a-", "a--b", "2a", "größe", "a b", "a\n", None, 3, ["a"], b"a"]
)
def test_anything_else_is_told(name: object) -> None:
    (mistake,) = kebab("here", name)
    assert mistake.what == "must be lower-case words joined by hyphens"


@pytest.mark.parametrize(
    ("name", "what"), [("a" * 11, "is 11 characters long, the limit is 10"), ("a", "is 1 characters")]
)
def test_a_name_too_long_or_too_short_is_told_with_its_length(name: str, what: str) -> None:
    (mistake,) = kebab("here", name, least=2, limit=10)
    assert mistake.what.startswith(what)

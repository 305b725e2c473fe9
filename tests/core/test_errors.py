"""A mistake is one line with its place, what was found there and what to do; an error holds them all."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra import Mistake, UserError
from tests.rendering import topic


def told(got: Any) -> str:
    return str(Mistake(where="here", what="is wrong", got=got, remedy="mend it"))


def test_a_mistake_without_a_value_says_none() -> None:
    assert str(Mistake(where="here", what="is missing", remedy="add it")) == "here: is missing; add it"


@pytest.mark.parametrize(
    ("got", "shown"),
    [
        ("", '""'),
        ("日本", '"日本"'),
        (None, "null"),
        (True, "true"),
        (["a", 1], '["a", 1]'),
        (topic("Main"), '"Topic"'),
        ({1.5: "a"}, '{"1.5": "a"}'),
        ({("a",): 1}, "{('a',): 1}"),
    ],
)
def test_the_value_found_is_shown_as_json(got: Any, shown: str) -> None:
    assert told(got) == f"here: is wrong (got {shown}); mend it"


def test_a_value_that_holds_itself_is_shown_all_the_same() -> None:
    endless: list[Any] = []
    endless.append(endless)
    assert told(endless) == "here: is wrong (got [[...]]); mend it"


def test_a_long_value_is_cut() -> None:
    assert len(told("x" * 5000)) < 300


def test_an_error_says_every_mistake_on_a_line_of_its_own() -> None:
    mistakes = [Mistake(where=where, what="is wrong", remedy="mend it") for where in ("here", "there")]
    error = UserError(iter(mistakes))
    assert error.mistakes == tuple(mistakes)
    assert str(error) == "here: is wrong; mend it\nthere: is wrong; mend it"

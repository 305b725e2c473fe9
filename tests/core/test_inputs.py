"""Each validator lets right values and values known only at deployment pass, and tells about all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from troposphere import Ref

from stamp_infra.core import inputs
from tests.rendering import env

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stamp_infra import Mistake


def told(mistakes: Iterable[Mistake]) -> list[str]:
    return [mistake.what for mistake in mistakes]


@pytest.mark.parametrize("value", ["S", Ref("Kind"), env.word])
def test_a_choice_or_what_becomes_one_at_deployment_is_right(value: Any) -> None:
    assert told(inputs.one_of("here", value, ("S", "N"))) == []


@pytest.mark.parametrize(
    ("value", "choices"), [("X", ("S", "N")), (None, ("S",)), (True, (1, 2)), (1.0, (1, 2)), ([], "S")]
)
def test_what_only_resembles_a_choice_is_told(value: Any, choices: Any) -> None:
    assert told(inputs.one_of("here", value, choices)) == ["is not a choice"]


@pytest.mark.parametrize("value", [1, 35, env.days])
def test_a_whole_number_in_the_range_is_right(value: Any) -> None:
    assert told(inputs.whole("here", value, 1, 35)) == []


@pytest.mark.parametrize("value", [0, 36, 1.0, "7", True, None, float("nan")])
def test_any_other_number_is_told(value: Any) -> None:
    assert told(inputs.whole("here", value, 1, 35)) == ["must be a whole number from 1 to 35"]


@pytest.mark.parametrize(("value", "right"), [("a", True), (env.note, True), ("", False), (" \n", False), (3, False)])
def test_a_text_has_something_in_it(value: Any, *, right: bool) -> None:
    assert told(inputs.text("here", value)) == ([] if right else ["must be a text that is not empty"])


def test_a_literal_is_known_now() -> None:
    assert told(inputs.literal("here", "a")) == []
    assert told(inputs.literal("here", env.note)) == ["must be a text that is not empty"]


@pytest.mark.parametrize(
    ("value", "right"), [(True, True), (False, True), (env.large, True), ("true", False), (1, False)]
)
def test_a_switch_is_true_or_false(value: Any, *, right: bool) -> None:
    assert told(inputs.switch("here", value)) == ([] if right else ["must be True or False"])


def test_a_list_of_texts_is_no_text() -> None:
    assert told(inputs.texts("here", ["a", "b"])) == []
    assert told(inputs.texts("here", "ab")) == ["must be a list of texts"]
    assert [str(mistake) for mistake in inputs.texts("here", ["a", ""])] == [
        'here[1]: must be a text that is not empty (got ""); write it out'
    ]


def test_a_value_of_another_kind_is_told_with_what_makes_the_right_one() -> None:
    assert told(inputs.instance("here", {}, dict, "write a mapping")) == []
    assert [str(mistake) for mistake in inputs.instance("here", "a", dict, "write a mapping")] == [
        'here: is of type str (got "a"); write a mapping'
    ]


def test_each_value_of_a_list_is_told_by_its_place() -> None:
    mistakes = list(inputs.instances("here", [{}, "a", {}, 3], dict, "write mappings"))
    assert [mistake.where for mistake in mistakes] == ["here[1]", "here[3]"]
    assert told(inputs.instances("here", {}, dict, "write mappings")) == ["is of type dict"]


def test_what_stands_twice_is_told_once_for_each_time_too_many() -> None:
    mistakes = list(inputs.unique("here", ["a", "b", "a", "a"], "names"))
    assert told(mistakes) == ["has two names of one name", "has two names of one name"]


def test_half_a_character_is_told() -> None:
    assert told(inputs.characters("here", "日本")) == []
    assert told(inputs.characters("here", "\ud83d")) == ["holds half a character"]


@pytest.mark.parametrize(
    "url", ["https://example.com", "https://example.com/", "https://a.b-c.example.com:8443/x/y", "https://localhost"]
)
def test_an_https_url_is_right(url: str) -> None:
    assert told(inputs.https_url("here", url)) == []


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com",
        "https://",
        "example.com",
        "https://-a.example.com",
        "https://example.com:port",
        "https://me@example.com",
        3,
        None,
        "",
    ],
)
def test_what_is_no_https_url_is_told(url: Any) -> None:
    assert told(inputs.https_url("here", url)) == ["must be an https URL"]


@pytest.mark.parametrize(
    "url",
    ["https://example.com?a=b", "https://example.com/#top", "https://example.com/a b"],
)
def test_a_url_with_more_than_scheme_host_and_path_is_told(url: str) -> None:
    assert told(inputs.https_url("here", url)) == ["must be scheme, host and path only"]


@pytest.mark.parametrize("origin", ["https://example.com", "https://example.com:8443", env.url])
def test_a_bare_origin_is_right(origin: Any) -> None:
    assert told(inputs.https_origin("here", origin)) == []


@pytest.mark.parametrize(
    "origin", ["https://example.com/", "https://example.com/shop", "https://Example.com", "https://example.com:443"]
)
def test_an_origin_as_no_browser_sends_it_is_told_with_the_right_one(origin: str) -> None:
    (mistake,) = inputs.https_origin("here", origin)
    assert mistake.remedy == "write https://example.com"

"""A finding that shows in several environments is one finding."""

from __future__ import annotations

from stamp_infra.check.finding import merge
from tests.check.files import finding


def test_the_same_finding_of_several_environments_becomes_one_in_their_order() -> None:
    found = [finding(environments=("prod",)), finding(environments=("dev", "stg")), finding(environments=("prod",))]
    assert merge(found, ["dev", "stg", "prod"]) == [finding(environments=("dev", "stg", "prod"))]


def test_findings_that_differ_in_what_they_say_stay_apart() -> None:
    found = [finding(what="is 1", environments=("dev",)), finding(what="is 2", environments=("prod",))]
    assert merge(found, ["dev", "prod"]) == found


def test_without_environments_there_are_none_to_tell() -> None:
    assert merge([finding(), finding(path="Type")], []) == [finding(), finding(path="Type")]

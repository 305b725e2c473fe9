"""What a declaration accepts stands beside the resource with its reason, where `check` and cfn-lint both read it."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra import Block, Stack, Waiver
from tests.rendering import application, mistakes, templates, topic

WHY = "It holds nothing secret."


def waived(*rules: str, as_block: bool = False, **metadata: Any) -> Any:
    """Return the metadata of a resource for which these rules are waived."""
    one = topic("One", **({"Metadata": metadata} if metadata else {}))
    resource = Block(main=one) if as_block else one
    waivers = [Waiver(resource=resource, rule=rule, why=WHY) for rule in rules]
    found = templates(application(root=Stack("main", [one], waivers=waivers)))["sam/template.yaml"]
    return found["Resources"]["One"].get("Metadata")


def test_a_rule_of_ours_is_waived_by_its_name() -> None:
    assert waived("TopicIsEncrypted") == {"StampInfra": {"Waivers": {"TopicIsEncrypted": WHY}}}


def test_a_rule_of_cfn_lint_is_waived_for_cfn_lint_as_well() -> None:
    assert waived("I3042", "W3005") == {
        "StampInfra": {"Waivers": {"I3042": WHY, "W3005": WHY}},
        "cfn-lint": {"config": {"ignore_checks": ["I3042", "W3005"]}},
    }


def test_a_block_stands_for_its_main_resource() -> None:
    assert waived("TopicIsEncrypted", as_block=True) == waived("TopicIsEncrypted")


def test_what_the_resource_says_already_stays() -> None:
    assert waived("TopicIsEncrypted", StampInfra={"OptOuts": {"Key": "a"}}, Other="b") == {
        "StampInfra": {"OptOuts": {"Key": "a"}, "Waivers": {"TopicIsEncrypted": WHY}},
        "Other": "b",
    }


def test_a_resource_without_waivers_says_nothing() -> None:
    assert waived() is None


@pytest.mark.parametrize("rule", ["", None, ["I3042"]])
def test_a_waiver_of_no_rule_is_told(rule: Any) -> None:
    one = topic("One")
    waivers = [Waiver(resource=one, rule=rule, why=WHY)]
    (told,) = mistakes(application(root=Stack("main", [one], waivers=waivers)))
    assert ": rule: must be a text that is not empty" in told

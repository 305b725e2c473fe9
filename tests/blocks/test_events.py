"""Blocks of rules: what matches is delivered, and what cannot be delivered is kept."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra.blocks.events import rule, rule_arn
from stamp_infra.blocks.sqs import queue
from tests.blocks.synthesized import alerts, mistakes, resources
from tests.rendering import topic

packing = queue("packing", visibility_s=180)
PATTERN = {"source": ["shop.orders"], "detail-type": ["Placed"]}
GIVEN: dict[str, Any] = {"description": "Pack it.", "pattern": PATTERN, "to": packing}


def test_what_matches_goes_to_the_queue_and_else_to_its_dead_letters() -> None:
    placed = rule("order-placed", description="Pack it.", pattern=PATTERN, to=packing)
    assert resources(packing, placed)["OrderPlacedRule"]["Properties"] == {
        "Name": {"Fn::Sub": "shop-${Environment}-order-placed"},
        "Description": "Pack it.",
        "State": "ENABLED",
        "EventPattern": PATTERN,
        "Targets": [
            {
                "Id": "OrderPlaced",
                "Arn": {"Fn::GetAtt": ["Packing", "Arn"]},
                "DeadLetterConfig": {"Arn": {"Fn::GetAtt": ["PackingDeadLetters", "Arn"]}},
            }
        ],
    }


def test_the_arn_built_from_the_name_is_that_of_the_rule() -> None:
    found = resources(topic("Reader", DisplayName=rule_arn("order-placed")))["Reader"]["Properties"]["DisplayName"]
    assert found == {
        "Fn::Sub": "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/shop-${Environment}-order-placed"
    }


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"description": ""}, ".description: must be a text that is not empty"),
        ({"pattern": "all"}, ".pattern: is of type str"),
        ({"to": alerts}, ".to: is of type Block"),
    ],
)
def test_what_is_no_rule_is_told(more: Any, told: str) -> None:
    (found,) = mistakes(rule("order-placed", **{**GIVEN, **more}))
    assert found.startswith(f'templates/sam.py: rule "order-placed"{told}')


def test_a_name_that_eventbridge_would_refuse_is_told() -> None:
    assert resources(packing, rule("a" * 54, **GIVEN))
    (found,) = mistakes(packing, rule("a" * 55, **GIVEN))
    assert "is 65 characters long where AWS allows 64" in found

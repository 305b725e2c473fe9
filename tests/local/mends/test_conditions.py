"""A condition that looks a value up by environment or region holds where it should."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stamp_infra.local import environment
from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator

MAPPINGS = {"Environment": {"dev": {"Copies": "off"}, "prod": {"Copies": "required"}}}
BY_MAPPING = {"Fn::Equals": [{"Fn::FindInMap": ["Environment", {"Ref": "Environment"}, "Copies"]}, "required"]}
BY_REGION = {"Fn::Equals": [{"Ref": "AWS::Region"}, environment.REGION]}


def made(emulator: Emulator, condition: dict[str, Any], name: str = "prod") -> bool:
    """Return whether a resource with this condition is made, as well as one with the opposite condition is not."""
    queue = {"Type": "AWS::SQS::Queue"}
    sections = {
        "Parameters": {"Environment": {"Type": "String", "Default": name}},
        "Mappings": MAPPINGS,
        "Conditions": {"Holds": condition, "Fails": {"Fn::Not": [{"Condition": "Holds"}]}},
    }
    resources = {"Yes": queue | {"Condition": "Holds"}, "No": queue | {"Condition": "Fails"}}
    by_root = aws.create(emulator, resources, sections=sections).ids.keys()
    assert by_root in ({"Yes"}, {"No"})
    return by_root == {"Yes"}


def test_ministack_looks_nothing_up_in_conditions(plain: Emulator) -> None:
    assert made(plain, BY_MAPPING) is False
    assert made(plain, BY_REGION) is False


def test_a_condition_looks_up_mappings_and_pseudo_parameters(mended: Emulator) -> None:
    assert made(mended, BY_MAPPING) is True
    assert made(mended, BY_MAPPING, name="dev") is False
    assert made(mended, BY_REGION) is True


def test_a_condition_of_a_child_looks_up_mappings(mended: Emulator) -> None:
    name = aws.unique()
    queue = {"Type": "AWS::SQS::Queue", "Condition": "Holds", "Properties": {"QueueName": name}}
    always = {"Fn::Equals": [{"Fn::FindInMap": ["Environment", "prod", "Copies"]}, "required"]}
    child = aws.nested(mended, {"Queue": queue}, sections={"Mappings": MAPPINGS, "Conditions": {"Holds": always}})
    aws.create(mended, {"Child": child})
    assert aws.refusal(lambda: aws.client(mended, "sqs").get_queue_url(QueueName=name)) is None

"""A placeholder can be created, changed and deleted, and has an ARN; nothing more is promised of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stamp_infra.local.placeholders import PLACEHOLDERS
from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator


@pytest.mark.parametrize("resource_type", PLACEHOLDERS)
def test_ministack_refuses_the_type(plain: Emulator, resource_type: str) -> None:
    assert aws.unknown_type(plain, {"Resource": {"Type": resource_type, "Properties": {}}}) == resource_type


def test_every_placeholder_is_accepted(mended: Emulator) -> None:
    resources = {name.replace(":", ""): {"Type": name, "Properties": {}} for name in PLACEHOLDERS}
    arns = {name: {"Fn::GetAtt": [name, "Arn"]} for name in resources}
    stack = aws.create(mended, resources, arns)
    assert stack.status == "CREATE_COMPLETE"
    assert all(arn.startswith("arn:aws:") for arn in stack.outputs.values())
    changed = {name: each | {"Properties": {"Changed": "yes"}} for name, each in resources.items()}
    updated = aws.update(mended, stack, changed, arns)
    assert (updated.status, updated.ids) == ("UPDATE_COMPLETE", stack.ids)
    assert aws.delete(mended, stack).status == "DELETE_COMPLETE"


def test_a_placeholder_is_called_by_its_own_name(mended: Emulator) -> None:
    plan = {"Type": "AWS::Backup::RestoreTestingPlan", "Properties": {"RestoreTestingPlanName": "monthly"}}
    assert aws.create(mended, {"Plan": plan}).ids == {"Plan": "monthly"}

"""What CloudFormation says of a change is understood, nested stacks included."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra.plan.change import Action
from stamp_infra.plan.changeset import certain, changes

TABLE = "AWS::DynamoDB::Table"
NESTED = "AWS::CloudFormation::Stack"


def row(action: str, kind: str = TABLE, replacement: str | None = None, **more: Any) -> dict[str, Any]:
    change = {"Action": action, "LogicalResourceId": "It", "ResourceType": kind, **more}
    return {"ResourceChange": change | ({"Replacement": replacement} if replacement else {})}


@pytest.mark.parametrize(
    ("said", "action"),
    [
        (row("Add"), Action.CREATE),
        (row("Import"), Action.CREATE),
        (row("Modify", replacement="False"), Action.UPDATE),
        (row("Modify", replacement="Conditional"), Action.MAY_REPLACE),
        (row("Dynamic"), Action.MAY_REPLACE),
        (row("Modify", replacement="True"), Action.REPLACE),
        (row("Remove"), Action.DELETE),
        (row("Remove", NESTED), Action.DELETE),
    ],
)
def test_each_action_is_read(said: Any, action: Action) -> None:
    (change,) = changes({"Dynamodb": [said]})
    assert (change.name, change.action) == ("Dynamodb/It", action)


def test_a_nested_stack_that_is_updated_is_told_by_what_it_holds() -> None:
    assert changes({"": [row("Modify", NESTED, "Conditional"), row("Modify", NESTED, "False")]}) == []


def test_only_what_is_sure_to_change_is_certain() -> None:
    static = row("Modify", Details=[{"Target": {"Attribute": "Properties", "Name": "A"}, "Evaluation": "Static"}])
    dynamic = row("Modify", Details=[{"Target": {"Attribute": "Properties", "Name": "A"}, "Evaluation": "Dynamic"}])
    assert certain({"": [static], "A": [dynamic], "B": [row("Add")], "C": [row("Remove")]}) == {
        ("", "It"),
        ("B", "It"),
        ("C", "It"),
    }

"""Small templates as a plan reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stamp_infra.plan.compare import compare
from stamp_infra.plan.tree import resources
from stamp_infra.rendered.expand import expand

if TYPE_CHECKING:
    from stamp_infra.plan.change import Change

REGION = "ap-northeast-1"


def table(**properties: Any) -> dict[str, Any]:
    """Return a table with one key."""
    said = {
        "TableName": "users",
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "Id", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "Id", "KeyType": "HASH"}],
    }
    return {"Type": "AWS::DynamoDB::Table", "DeletionPolicy": "Retain", "Properties": said | properties}


def resource(kind: str, **properties: Any) -> dict[str, Any]:
    return {"Type": kind, "Properties": properties}


def nested(**parameters: Any) -> dict[str, Any]:
    return resource("AWS::CloudFormation::Stack", TemplateURL="child.yaml", Parameters=parameters)


def body(named: dict[str, Any], **sections: Any) -> dict[str, Any]:
    return {**sections, "Resources": named}


def changes(
    before: dict[tuple[str, ...], Any],
    after: dict[tuple[str, ...], Any],
    given: tuple[dict[str, str], dict[str, str]] = ({}, {}),
) -> dict[str, Change]:
    """Return the changes from one state to another by name."""
    old, new = (resources(bodies, known, REGION, expand) for bodies, known in zip((before, after), given, strict=True))
    return {change.name: change for change in compare(old, new, REGION)}


def one(before: Any, after: Any) -> Change | None:
    """Return the change of the resource `It` of a single stack."""
    return changes({(): body({"It": before})}, {(): body({"It": after})}).get("It")

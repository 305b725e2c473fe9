"""A change set is asked for with everything nested, read to its end, and taken away."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.stub import ANY

from stamp_infra.aws.changesets import preview
from stamp_infra.core.errors import UserError
from tests.aws.stubbed import stubbed

ARN = "arn:aws:cloudformation:ap-northeast-1:123456789012:changeSet/"
MADE = ("create_change_set", {"Id": f"{ARN}root/1", "StackId": "s"})
ROLE = "arn:aws:iam::123456789012:role/cloudformation"
ASKED = {
    "StackName": "shop-dev",
    "ChangeSetName": ANY,
    "ChangeSetType": "UPDATE",
    "TemplateURL": "https://s3/t",
    "Parameters": [{"ParameterKey": "Environment", "ParameterValue": "dev"}],
    "Tags": [{"Key": "Revision", "Value": "abc"}],
    "Capabilities": ["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
    "IncludeNestedStacks": True,
    "RoleARN": ROLE,
}
DELETED: tuple[str, dict[str, Any], dict[str, Any]] = ("delete_change_set", {}, {"ChangeSetName": f"{ARN}root/1"})


def described(name: str, status: str, changes: list[Any], **more: Any) -> Any:
    return ("describe_change_set", {"Status": status, "Changes": changes, **more}, {"ChangeSetName": f"{ARN}{name}/1"})


def row(logical_id: str, kind: str, **more: Any) -> dict[str, Any]:
    change = {"Action": "Modify", "LogicalResourceId": logical_id, "ResourceType": kind, **more}
    return {"Type": "Resource", "ResourceChange": change}


def ask(answers: list[Any]) -> Any:
    connection, stub = stubbed("cloudformation", answers)
    try:
        return preview(
            connection,
            "shop-dev",
            "https://s3/t",
            parameters={"Environment": "dev"},
            tags={"Revision": "abc"},
            role=ROLE,
            progress=lambda: None,
        )
    finally:
        stub.assert_no_pending_responses()


def test_the_change_sets_of_nested_stacks_are_read_by_their_own_ids() -> None:
    nested = row("Data", "AWS::CloudFormation::Stack", ChangeSetId=f"{ARN}data/1")
    table = row("Users", "AWS::DynamoDB::Table", Replacement="True")
    rows = ask(
        [
            (*MADE, ASKED),
            described("root", "CREATE_IN_PROGRESS", []),
            described("root", "CREATE_COMPLETE", []),
            described("root", "CREATE_COMPLETE", [nested]),
            described("data", "CREATE_COMPLETE", [table]),
            DELETED,
        ]
    )
    assert rows == {"": [nested], "Data": [table]}


def test_all_pages_are_read() -> None:
    first, second = row("A", "AWS::SNS::Topic"), row("B", "AWS::SNS::Topic")
    more = described("root", "CREATE_COMPLETE", [second])
    rows = ask(
        [
            (*MADE, ASKED),
            described("root", "CREATE_COMPLETE", []),
            described("root", "CREATE_COMPLETE", [first], NextToken="next"),
            (more[0], more[1], {**more[2], "NextToken": "next"}),
            DELETED,
        ]
    )
    assert rows == {"": [first, second]}


def test_that_nothing_changes_is_no_failure() -> None:
    reason = "The submitted information didn't contain changes. Submit different information to create a change set."
    assert ask([(*MADE, ASKED), described("root", "FAILED", [], StatusReason=reason), DELETED]) == {}


def test_a_change_set_that_cannot_be_made_is_told_with_its_reason() -> None:
    with pytest.raises(UserError, match="shop-dev: CloudFormation cannot make a change set: no such role;"):
        ask([(*MADE, ASKED), described("root", "FAILED", [], StatusReason="no such role"), DELETED])

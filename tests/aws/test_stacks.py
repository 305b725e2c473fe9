"""What is changed about a stack is changed once, and what failed in it is told where it failed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from stamp_infra.aws import stacks
from tests.aws.stubbed import stubbed

NOW = datetime(2026, 1, 2, tzinfo=UTC)
ALARM = "arn:aws:cloudwatch:ap-northeast-1:123456789012:alarm:shop-dev-api-5xx"
STACK = {"StackName": "shop-dev", "StackId": "id", "CreationTime": NOW, "StackStatus": "UPDATE_COMPLETE"}
STATE = stacks.State(
    id="id",
    status="UPDATE_COMPLETE",
    parameters={"Environment": "dev"},
    outputs={},
    tags={},
    protected=False,
    triggers=(),
)


def test_rollback_triggers_are_set_with_the_template_and_the_parameters_that_are_there() -> None:
    asked = {
        "StackName": "shop-dev",
        "UsePreviousTemplate": True,
        "Parameters": [{"ParameterKey": "Environment", "UsePreviousValue": True}],
        "Capabilities": ["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
        "RollbackConfiguration": {
            "RollbackTriggers": [{"Arn": ALARM, "Type": "AWS::CloudWatch::Alarm"}],
            "MonitoringTimeInMinutes": 0,
        },
    }
    answers = [("update_stack", {"StackId": "id"}, asked), ("describe_stacks", {"Stacks": [STACK]}, None)]
    connection, stub = stubbed("cloudformation", answers)  # type: ignore[arg-type] # None expects anything
    stacks.set_triggers(connection, STATE, "shop-dev", (ALARM,))
    stub.assert_no_pending_responses()


def test_the_triggers_that_a_stack_has_are_read() -> None:
    said = STACK | {"RollbackConfiguration": {"RollbackTriggers": [{"Arn": ALARM, "Type": "AWS::CloudWatch::Alarm"}]}}
    connection, _ = stubbed("cloudformation", [("describe_stacks", {"Stacks": [said]}, {"StackName": "shop-dev"})])
    found = stacks.describe(connection, "shop-dev")
    assert found is not None
    assert found.triggers == (ALARM,)


def event(stack: str, logical_id: str, kind: str, status: str, reason: str = "", **more: Any) -> dict[str, Any]:
    return {
        "StackId": stack,
        "EventId": f"{stack}-{logical_id}-{status}",
        "StackName": stack,
        "LogicalResourceId": logical_id,
        "ResourceType": kind,
        "ResourceStatus": status,
        "ResourceStatusReason": reason,
        "Timestamp": NOW,
        **more,
    }


def test_what_failed_in_a_nested_stack_is_told_with_its_own_reason_and_nothing_twice() -> None:
    nested = "AWS::CloudFormation::Stack"
    root = [
        event("root", "root", nested, "UPDATE_ROLLBACK_IN_PROGRESS", "The following resource(s) failed: [Data]"),
        event("root", "Data", nested, "UPDATE_FAILED", "Embedded stack was not updated", PhysicalResourceId="data"),
        event("root", "Data", nested, "UPDATE_IN_PROGRESS", PhysicalResourceId="data"),
        event("root", "Topic", "AWS::SNS::Topic", "CREATE_FAILED", "Resource creation cancelled"),
        event("root", "Old", "AWS::SNS::Topic", "CREATE_FAILED", "before", Timestamp=datetime(2025, 1, 1, tzinfo=UTC)),
    ]
    child = [
        event("data", "data", nested, "UPDATE_FAILED", "The following resource(s) failed: [Users]"),
        event("data", "Users", "AWS::DynamoDB::Table", "CREATE_FAILED", "users already exists"),
    ]
    answers = [
        ("describe_stack_events", {"StackEvents": root}, {"StackName": "root"}),
        ("describe_stack_events", {"StackEvents": child}, {"StackName": "data"}),
    ]
    connection, stub = stubbed("cloudformation", answers)
    (failure,) = stacks.failures(connection, "root", datetime(2026, 1, 1, tzinfo=UTC))
    assert (failure.place, failure.logical_id, failure.reason) == ("Data", "Users", "users already exists")
    stub.assert_no_pending_responses()

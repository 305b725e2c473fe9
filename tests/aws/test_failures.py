"""What failed in a stack, or in one that it nests, is told where it failed, and nothing twice."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from stamp_infra.aws.failures import failures
from tests.aws.stubbed import stubbed

NOW: Final = datetime(2026, 1, 2, tzinfo=UTC)
BEFORE: Final = datetime(2026, 1, 1, tzinfo=UTC)


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
    (failure,) = failures(connection, "root", BEFORE)
    assert (failure.place, failure.logical_id, failure.reason) == ("Data", "Users", "users already exists")
    stub.assert_no_pending_responses()


def test_a_nested_stack_that_fails_before_it_has_events_is_told_with_its_own_reason() -> None:
    nested = "AWS::CloudFormation::Stack"
    root = [
        event("root", "root", nested, "ROLLBACK_COMPLETE"),
        event("root", "Data", nested, "CREATE_FAILED", "S3 error: Access Denied"),
        event("root", "Data", nested, "CREATE_IN_PROGRESS"),
    ]
    connection, _ = stubbed("cloudformation", [("describe_stack_events", {"StackEvents": root}, {"StackName": "root"})])
    found = failures(connection, "root", BEFORE)
    assert [(each.place, each.logical_id, each.reason) for each in found] == [("", "Data", "S3 error: Access Denied")]

"""What is changed about a stack is changed once, and read back as it is."""

from __future__ import annotations

from datetime import UTC, datetime

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

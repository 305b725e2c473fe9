"""An alarm over an expression is one that CloudWatch tells of, and its actions run when its state is set."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator


def metric(name: str) -> dict[str, Any]:
    stat = {"Metric": {"Namespace": "Own", "MetricName": name}, "Period": "60", "Stat": "Sum"}
    return {"Id": name, "MetricStat": stat, "ReturnData": "false"}


RATE = {"Id": "result", "Expression": "100 * errors / requests", "ReturnData": True}


def alarm(**properties: Any) -> dict[str, dict[str, Any]]:
    return {
        "Topic": {"Type": "AWS::SNS::Topic"},
        "Queue": {"Type": "AWS::SQS::Queue"},
        "Policy": {
            "Type": "AWS::SQS::QueuePolicy",
            "Properties": {
                "Queues": [{"Ref": "Queue"}],
                "PolicyDocument": aws.policy(
                    aws.allow("sqs:SendMessage", {"Fn::GetAtt": ["Queue", "Arn"]})
                    | {"Principal": {"Service": "sns.amazonaws.com"}}
                ),
            },
        },
        "Subscription": {
            "Type": "AWS::SNS::Subscription",
            "Properties": {
                "TopicArn": {"Ref": "Topic"},
                "Protocol": "sqs",
                "Endpoint": {"Fn::GetAtt": ["Queue", "Arn"]},
            },
        },
        "Alarm": {
            "Type": "AWS::CloudWatch::Alarm",
            "Properties": {
                "ComparisonOperator": "GreaterThanThreshold",
                "Threshold": 5,
                "EvaluationPeriods": 1,
                "Metrics": [RATE, metric("errors"), metric("requests")],
                "AlarmActions": [{"Ref": "Topic"}],
                **properties,
            },
        },
    }


def test_ministack_refuses_an_alarm_over_an_expression(plain: Emulator) -> None:
    assert "Metrics (metric math) is not supported" in " ".join(aws.create(plain, alarm()).reasons)


def described(emulator: Emulator, stack: aws.Stack) -> Any:
    cloudwatch = aws.client(emulator, "cloudwatch")
    (found,) = cloudwatch.describe_alarms(AlarmNames=[stack.ids["Alarm"]])["MetricAlarms"]
    return found


@pytest.mark.parametrize("threshold", [5, 10])
def test_an_alarm_over_an_expression_is_told_as_its_template_says(mended: Emulator, threshold: int) -> None:
    resources = alarm()
    stack = aws.create(mended, resources)
    resources["Alarm"]["Properties"]["Threshold"] = threshold
    if threshold != 5:
        aws.update(mended, stack, resources)
    found = described(mended, stack)
    assert found["Threshold"] == threshold
    assert found["Metrics"][0] == RATE
    assert [each["Id"] for each in found["Metrics"]] == ["result", "errors", "requests"]
    assert (found["Metrics"][1]["MetricStat"]["Period"], found["Metrics"][1]["ReturnData"]) == (60, False)
    assert "MetricName" not in found


def test_an_alarm_over_an_expression_acts_when_its_state_is_set(mended: Emulator) -> None:
    stack = aws.create(mended, alarm())
    aws.client(mended, "cloudwatch").set_alarm_state(
        AlarmName=stack.ids["Alarm"], StateValue="ALARM", StateReason="a test"
    )
    assert described(mended, stack)["StateValue"] == "ALARM"
    received = aws.client(mended, "sqs").receive_message(QueueUrl=stack.ids["Queue"], WaitTimeSeconds=5)["Messages"]
    told = json.loads(json.loads(received[0]["Body"])["Message"])
    assert (told["AlarmName"], told["NewStateValue"]) == (stack.ids["Alarm"], "ALARM")

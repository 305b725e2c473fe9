"""A function's role lets it log and trace."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.awslambda.function_may_write_its_log_and_traces import RULE
from tests.check.rules.build import Resources, but, found, one, to
from tests.check.rules.policy import allow, role

GOOD: Resources = {
    "Award": one(
        "AWS::Lambda::Function",
        Role=to("Role.Arn"),
        LoggingConfig={"LogGroup": to("Log")},
        TracingConfig={"Mode": "Active"},
    ),
    "Log": one("AWS::Logs::LogGroup", LogGroupName="/app/award"),
    "Role": role(
        allow(["logs:CreateLogStream", "logs:PutLogEvents"], to("Log.Arn")),
        allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"]),
    ),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 0 Action 1"),
            [("Award Properties.Role: takes the role Role, which does not allow logs:PutLogEvents on its log group")],
        ),
        (
            but(
                GOOD,
                "Role Properties Policies 0 PolicyDocument Statement 0 Resource",
                value="arn:aws:logs:us-east-1:<AWS::AccountId>:log-group:/app/award:*",
            ),
            [],
        ),
        (
            but(
                GOOD,
                "Role Properties Policies 0 PolicyDocument Statement 0 Resource",
                value="arn:aws:logs:us-east-1:<AWS::AccountId>:log-group:/app/*",
            ),
            [],
        ),
        (
            but(
                GOOD,
                "Role Properties Policies 0 PolicyDocument Statement 0 Resource",
                value="arn:aws:logs:us-east-1:<AWS::AccountId>:log-group:/app/orders:*",
            ),
            [
                (
                    "Award Properties.Role: takes the role Role, which does not allow logs:CreateLogStream on its"
                    " log group, logs:PutLogEvents on its log group"
                )
            ],
        ),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 1"),
            [
                (
                    "Award Properties.Role: takes the role Role, which does not allow xray:PutTraceSegments,"
                    " xray:PutTelemetryRecords"
                )
            ],
        ),
        (but(but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 1"), "Award Properties TracingConfig"), []),
        (
            but(
                but(GOOD, "Role Properties Policies"),
                "Role Properties ManagedPolicyArns",
                value=[
                    "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
                    "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess",
                ],
            ),
            [],
        ),
    ],
)
def test_a_function_that_may_not_log_or_trace_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected

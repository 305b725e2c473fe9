"""A message stays hidden for six times what its function may take."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.sqs.queue_waits_for_its_function import RULE
from tests.check.rules.build import Resources, but, found, one, to

GOOD: Resources = {
    "Images": one("AWS::SQS::Queue", VisibilityTimeout=180),
    "Recognize": one("AWS::Lambda::Function", Timeout=30),
    "Live": one("AWS::Lambda::Alias", FunctionName=to("Recognize"), Name="live"),
    "Consumer": one(
        "AWS::Lambda::EventSourceMapping",
        EventSourceArn=to("Images.Arn"),
        FunctionName=to("Live"),
        FunctionResponseTypes=["ReportBatchItemFailures"],
        ScalingConfig={"MaximumConcurrency": 10},
    ),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Images Properties VisibilityTimeout", value=179),
            ["Images Properties.VisibilityTimeout: hides a message for 179 s, but Recognize may run 30 s"],
        ),
        (
            but(GOOD, "Images Properties VisibilityTimeout"),
            ["Images Properties.VisibilityTimeout: hides a message for 30 s, but Recognize may run 30 s"],
        ),
        (but(GOOD, "Recognize Properties Timeout"), []),
        (
            but(GOOD, "Recognize Properties Timeout", value=60),
            ["Images Properties.VisibilityTimeout: hides a message for 180 s, but Recognize may run 60 s"],
        ),
        (but(GOOD, "Consumer Properties FunctionName", value=to("Recognize")), []),
        (but(GOOD, "Consumer Properties FunctionName", value="elsewhere"), []),
    ],
)
def test_a_queue_that_does_not_wait_for_its_function_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
